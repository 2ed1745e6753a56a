extension RecordType {
    /// A member unit's rating of a month (对成员单位承担的稳外贸工作任务开展动态评价, the notice 三(四)).
    static let unitRated = RecordType(
        .unitRated, zh: "成员单位评价", en: "unit rated",
        fields: [
            .unit, .month, Field("points", .points(upTo: 10_000), zh: "评分", en: "points"),
            Field("remark", .text(limit: 300), zh: "评语", en: "remark", isOptional: true),
        ],
        effective: .monthEnd,
        naturalKey: (zh: "单位 + 月份", en: "unit + month"), identity: ["unit", "month"],
        example: "taizhang append unit.rated unit=县财政局 month=2020-06 points=92.5 remark=兑付及时")
}
