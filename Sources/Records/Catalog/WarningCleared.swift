extension RecordType {
    /// A warning is over (预警解除): the figures are back, or the matter is settled.
    static let warningCleared = RecordType(
        .warningCleared, zh: "预警解除", en: "warning cleared",
        fields: [.warning, Field("outcome", .text(limit: 500), zh: "解除说明", en: "outcome")],
        effective: .given(zh: "解除日期", en: "day it was cleared"),
        naturalKey: (zh: "预警编号 + 解除日期", en: "warning + day"), identity: ["warning", "effective"],
        example: "taizhang append warning.cleared warning=YJ-2020-007 outcome=新接订单回升 --effective 2020-06-22")
}
