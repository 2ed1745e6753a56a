extension RecordType {
    /// A township's result of a month in the 订单+清单 monitoring system, 0–100.
    static let monitoringScored = RecordType(
        .monitoringScored, zh: "订单+清单考核得分", en: "orders-and-lists score",
        fields: [.township, .month, Field("score", .points(upTo: 10_000), zh: "得分", en: "score")],
        effective: .monthEnd,
        naturalKey: (zh: "乡镇 + 月份", en: "township + month"),
        example: "taizhang append monitoring.scored township=煤山镇 month=2020-06 score=96.5")
}
