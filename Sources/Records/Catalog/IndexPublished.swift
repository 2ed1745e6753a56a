extension RecordType {
    /// A published value of the province's index of the task forces, or of one of its 12 indicators (一, 二(一)).
    static let indexPublished = RecordType(
        .indexPublished, zh: "省指数发布", en: "index published",
        fields: [
            .month,
            Field(
                "indicator",
                .listed(
                    limit: 100,
                    [
                        Choice("推进评价指数", zh: "推进评价指数", en: "the whole index"),
                        Choice("工作机制", zh: "工作机制", en: "mechanisms"), Choice("信保支持", zh: "信保支持", en: "insurance"),
                        Choice("网上交易会", zh: "网上交易会", en: "online fairs"),
                        Choice("订单+清单", zh: "订单+清单", en: "orders and lists"),
                    ]), zh: "评价指标", en: "indicator"),
            Field("value", .points(upTo: 100_000), zh: "指数值", en: "value"),
            Field("rank", .count, zh: "全市位次", en: "rank in the city"),
            Field("ranked", .count, zh: "参评县区数", en: "counties ranked"),
        ],
        effective: .monthEnd,
        naturalKey: (zh: "评价指标 + 月份", en: "indicator + month"), identity: ["indicator", "month"],
        notAbove: [(field: "rank", limit: "ranked")],
        example: "taizhang append index.published month=2020-06 indicator=推进评价指数 value=92.35 rank=1 ranked=5")
}
