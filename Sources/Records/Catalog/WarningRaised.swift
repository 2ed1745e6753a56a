extension RecordType {
    /// A warning (预警) on an enterprise.
    static let warningRaised = RecordType(
        .warningRaised, zh: "预警", en: "warning",
        fields: [
            Field("warning", .text(limit: 100), zh: "预警编号", en: "warning number"),
            .enterprise,
            Field("indicator", .choice(monitored), zh: "预警类别", en: "kind of warning"),
            Field(
                "severity",
                .choice([
                    Choice("yellow", zh: "黄色", en: "yellow"), Choice("orange", zh: "橙色", en: "orange"),
                    Choice("red", zh: "红色", en: "red"),
                ]),
                zh: "预警级别", en: "severity"),
            Field("cause", .text(limit: 500), zh: "预警内容", en: "cause"),
        ],
        effective: .given(zh: "预警日期", en: "day of the warning"),
        naturalKey: (zh: "预警编号", en: "warning number"), identity: ["warning"],
        example: "taizhang append warning.raised warning=YJ-2020-007 enterprise=91330522MA2B4XYP08 indicator=orders "
            + "severity=orange cause=在手订单两周下降四成 --effective 2020-06-08")

    /// What is monitored every week.
    public static let monitored = [
        Choice("orders", zh: "订单", en: "orders"), Choice("workers", zh: "用工", en: "workers"),
        Choice("disputes", zh: "劳资纠纷", en: "labour disputes"), Choice("financing", zh: "融资", en: "financing"),
        Choice("electricity", zh: "用电", en: "electricity"),
    ]
}

extension RecordType.Field {
    /// The warning that a response or its end belongs to.
    static let warning = RecordType.Field("warning", .reference(.warningRaised), zh: "预警编号", en: "warning number")
}
