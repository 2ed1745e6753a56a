extension RecordType {
    /// A month's table as published: the day asked, what was known, and the hash of the table.
    static let monthClosed = RecordType(
        .monthClosed, zh: "月度封账", en: "month closed",
        fields: [
            .month,
            Field("on", .date, zh: "统计截止日", en: "asked on"),
            Field("known_size", .count, zh: "已入账事件数", en: "events known"),
            Field("root", .hash(.base64), zh: "树根", en: "root at that size"),
            Field("table_sha256", .hash(.hex), zh: "得分表 SHA-256", en: "SHA-256 of the table"),
        ],
        effective: .monthEnd,
        naturalKey: (zh: "月份 + 已入账事件数", en: "month + events known"),
        example: "taizhang close 2020-06")
}
