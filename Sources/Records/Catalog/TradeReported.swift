extension RecordType {
    /// An enterprise's exports and imports of one month, in yuan (customs figures).
    static let tradeReported = RecordType(
        .tradeReported, zh: "月度进出口", en: "monthly trade",
        fields: [
            .enterprise, .month,
            Field("export_cny", .amount(.cny), zh: "出口额", en: "exports"),
            Field("import_cny", .amount(.cny), zh: "进口额", en: "imports"),
            Field("general_trade_export_cny", .amount(.cny), zh: "一般贸易出口额", en: "general trade exports"),
            Field("epidemic_goods_export_cny", .amount(.cny), zh: "防疫物资出口额", en: "epidemic goods exports"),
        ],
        effective: .monthEnd,
        naturalKey: (zh: "企业 + 月份", en: "enterprise + month"),
        notAbove: [
            (field: "general_trade_export_cny", limit: "export_cny"),
            (field: "epidemic_goods_export_cny", limit: "export_cny"),
        ],
        example: "taizhang append trade.reported enterprise=91330522MA2B4XYP08 month=2020-06 export_cny=1250000.50 "
            + "import_cny=0 general_trade_export_cny=1250000.50 epidemic_goods_export_cny=0")
}
