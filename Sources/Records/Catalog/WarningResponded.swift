extension RecordType {
    /// A unit responded to a warning (预警响应).
    static let warningResponded = RecordType(
        .warningResponded, zh: "预警响应", en: "warning response",
        fields: [.warning, .unit, Field("action", .text(limit: 500), zh: "处置措施", en: "action")],
        effective: .given(zh: "响应日期", en: "day of the response"),
        naturalKey: (zh: "预警编号 + 响应日期 + 单位", en: "warning + day + unit"),
        identity: ["warning", "effective", "unit"],
        example: "taizhang append warning.responded warning=YJ-2020-007 unit=县商务局 action=上门了解并对接网上展会 "
            + "--effective 2020-06-09")
}
