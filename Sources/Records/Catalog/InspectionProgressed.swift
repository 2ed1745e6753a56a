extension RecordType {
    /// What is done about an inspection's finding (三(四)).
    static let inspectionProgressed = RecordType(
        .inspectionProgressed, zh: "督查整改进展", en: "inspection progress",
        fields: [.inspectionNumber, Field("progress", .text(limit: 500), zh: "整改进展", en: "progress")],
        effective: .given(zh: "进展日期", en: "day of the progress"),
        naturalKey: (zh: "督查编号 + 进展日期", en: "inspection number + day"), identity: ["inspection_no", "effective"],
        example: "taizhang append inspection.progressed inspection_no=督2020-07 progress=两家已投保 --effective 2020-06-15")
}
