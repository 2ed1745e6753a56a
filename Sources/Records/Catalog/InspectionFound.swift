extension RecordType {
    /// What an inspection found in a township, to be mended by a day (三(四): 专项督查).
    static let inspectionFound = RecordType(
        .inspectionFound, zh: "督查发现问题", en: "inspection finding",
        fields: [
            Field("inspection_no", .text(limit: 100), zh: "督查编号", en: "inspection number"), .township,
            Field("topic", .text(limit: 100), zh: "督查事项", en: "topic"),
            Field("finding", .text(limit: 500), zh: "发现问题", en: "finding"),
            Field("due", .date, zh: "整改期限", en: "due"),
        ],
        effective: .given(zh: "督查日期", en: "inspection"),
        naturalKey: (zh: "督查编号", en: "inspection number"), identity: ["inspection_no"], notBeforeEffective: ["due"],
        example: "taizhang append inspection.found inspection_no=督2020-07 township=煤山镇 topic=信保投保 "
            + "finding=三家企业有出口未投保 due=2020-06-30 --effective 2020-06-08")
}

extension RecordType.Field {
    /// The finding that a step belongs to.
    static let inspectionNumber = RecordType.Field(
        "inspection_no", .reference(.inspectionFound), zh: "督查编号", en: "inspection number")
}
