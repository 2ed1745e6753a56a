extension RecordType {
    /// An enterprise's offshore outsourcing carried out in one month, in yuan.
    static let serviceTradeReported = RecordType(
        .serviceTradeReported, zh: "服务贸易", en: "service trade",
        fields: [
            .enterprise, .month,
            Field("offshore_outsourcing_cny", .amount(.cny), zh: "离岸服务外包执行额", en: "offshore outsourcing"),
        ],
        effective: .monthEnd,
        naturalKey: (zh: "企业 + 月份", en: "enterprise + month"),
        example: "taizhang append service_trade.reported enterprise=91330522MA2B4XYP08 month=2020-06 "
            + "offshore_outsourcing_cny=80000")
}
