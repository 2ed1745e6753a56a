extension RecordType {
    /// New facts for a record: effective date and data, both whole. Its own effective date plays no part in any figure.
    static let eventCorrected = RecordType(
        .eventCorrected, zh: "更正", en: "correction",
        fields: [
            .target,
            Field("effective", .date, zh: "更正后的业务日期", en: "effective date as corrected"),
            Field("data", .facts, zh: "更正后的全部内容", en: "all the facts as corrected"),
            .reason,
        ],
        effective: .given(zh: "决定日期", en: "decision"), naturalKey: nil,
        example: "taizhang correct trade-2020-05-0123 export_cny=980000 --reason 报关单更正")
}
