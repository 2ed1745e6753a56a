extension RecordType {
    /// One enterprise at one fair: one visit (家次) of Attachment 4, item 1.
    static let fairParticipated = RecordType(
        .fairParticipated, zh: "参展", en: "fair participation",
        fields: [
            .enterprise,
            Field("fair", .text(limit: 200), zh: "展会", en: "fair"),
            Field(
                "mode",
                .choice([Choice("online", zh: "线上", en: "online"), Choice("offline", zh: "线下", en: "offline")]),
                zh: "方式", en: "mode"),
            Field("intended_orders_usd", .amount(.usd), zh: "意向订单", en: "intended orders"),
        ],
        effective: .given(zh: "首日", en: "first day"),
        naturalKey: (zh: "企业 + 展会", en: "enterprise + fair"),
        example: "taizhang append fair.participated enterprise=91330522MA2B4XYP08 'fair=第127届广交会(网上)' mode=online "
            + "intended_orders_usd=120000 --effective 2020-06-15")
}
