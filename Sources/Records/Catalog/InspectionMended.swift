extension RecordType {
    /// An inspection's finding is mended (三(四)).
    static let inspectionMended = RecordType(
        .inspectionMended, zh: "督查整改到位", en: "inspection mended",
        fields: [.inspectionNumber, Field("result", .text(limit: 500), zh: "整改结果", en: "result")],
        effective: .given(zh: "到位日期", en: "day it was mended"),
        naturalKey: (zh: "督查编号 + 到位日期", en: "inspection number + day"), identity: ["inspection_no", "effective"],
        example: "taizhang append inspection.mended inspection_no=督2020-07 result=三家均已投保 --effective 2020-06-22")
}
