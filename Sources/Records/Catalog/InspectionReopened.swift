extension RecordType {
    /// A finding that was mended is taken up again (三(四)).
    static let inspectionReopened = RecordType(
        .inspectionReopened, zh: "督查重新整改", en: "inspection reopened",
        fields: [.inspectionNumber, Field("why", .text(limit: 500), zh: "重新整改原因", en: "why")],
        effective: .given(zh: "重新整改日期", en: "day it was reopened"),
        naturalKey: (zh: "督查编号 + 重新整改日期", en: "inspection number + day"), identity: ["inspection_no", "effective"],
        example: "taizhang append inspection.reopened inspection_no=督2020-07 why=一家已退保 --effective 2020-06-29")
}
