extension RecordType {
    /// A problem of an enterprise, found on a visit or told to the office, which begins a ticket (交办单, the notice 三(三)).
    static let problemRaised = RecordType(
        .problemRaised, zh: "问题登记", en: "problem raised",
        fields: [
            Field("ticket", .text(limit: 100), zh: "交办单号", en: "ticket number"),
            .enterprise,
            Field(
                "category",
                .choice([
                    Choice("orders", zh: "订单市场", en: "orders and markets"),
                    Choice("workers", zh: "用工", en: "workers"),
                    Choice("financing", zh: "融资", en: "financing"),
                    Choice("logistics", zh: "物流通关", en: "logistics and customs"),
                    Choice("energy", zh: "要素保障", en: "energy and land"),
                    Choice("policy", zh: "政策兑现", en: "policies and funds"),
                    Choice("law", zh: "贸易摩擦法律", en: "trade friction and law"),
                    Choice("other", zh: "其他", en: "other"),
                ]),
                zh: "问题类别", en: "kind of problem"),
            Field(
                "found",
                .choice([
                    Choice("visit", zh: "走访收集", en: "on a visit"),
                    Choice("enterprise", zh: "企业反映", en: "told by the enterprise"),
                    Choice("monitoring", zh: "监测预警", en: "by monitoring"),
                ]),
                zh: "问题来源", en: "how it was found"),
            Field("problem", .text(limit: 500), zh: "问题", en: "problem"),
        ],
        effective: .given(zh: "登记日期", en: "day it was raised"),
        naturalKey: (zh: "交办单号", en: "ticket number"), identity: ["ticket"],
        example: "taizhang append problem.raised ticket=JB-2020-014 enterprise=91330522MA2B4XYP08 category=logistics "
            + "found=visit problem=集装箱订不到舱位 --effective 2020-06-10")
}

extension RecordType.Field {
    /// The ticket that a step belongs to.
    static let ticket = RecordType.Field("ticket", .reference(.problemRaised), zh: "交办单号", en: "ticket number")
    /// The day by which a ticket is to be resolved.
    static let due = RecordType.Field("due", .date, zh: "办理期限", en: "due date")
}
