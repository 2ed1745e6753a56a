extension RecordType {
    /// A listed enterprise's figures of a week (每周监测订单、用工、劳资纠纷、融资、用电, the notice 三(二)).
    static let monitoringFilled = RecordType(
        .monitoringFilled, zh: "监测周报", en: "weekly monitoring figures",
        fields: [
            .enterprise,
            Field("week", .week, zh: "周", en: "week"),
            Field("orders_usd", .amount(.usd), zh: "在手订单", en: "orders in hand"),
            Field("workers", .count, zh: "用工人数", en: "workers"),
            Field("labour_disputes", .count, zh: "劳资纠纷", en: "labour disputes"),
            Field("financing_gap_cny", .amount(.cny), zh: "融资缺口", en: "financing gap"),
            Field("electricity_kwh", .quantity, zh: "用电量(千瓦时)", en: "electricity (kWh)"),
        ],
        effective: .weekEnd,
        naturalKey: (zh: "企业 + 周", en: "enterprise + week"), identity: ["enterprise", "week"],
        during: (.listing, .listed),
        example: "taizhang append monitoring.filled enterprise=91330522MA2B4XYP08 week=2020-W23 orders_usd=350000 "
            + "workers=120 labour_disputes=0 financing_gap_cny=0 electricity_kwh=18200")
}
