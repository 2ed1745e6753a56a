extension RecordType {
    /// Points given by judgement (酌情打分) for an indicator whose method is `rated`.
    static let pointsRated = RecordType(
        .pointsRated, zh: "酌情打分", en: "points rated",
        fields: [
            .township, Field("item", .ratedItem, zh: "考核项", en: "indicator"), .month,
            Field("points", .ratedPoints, zh: "分值", en: "points"),
        ],
        effective: .monthEnd,
        naturalKey: (zh: "乡镇 + 考核项 + 月份", en: "township + item + month"),
        example: "taizhang append points.rated township=煤山镇 item=epidemic.timeliness month=2020-06 points=0.4")
}
