extension RecordType {
    /// An enterprise takes out export credit insurance for the year (Attachment 2, 信保覆盖面).
    static let insuranceInsured = RecordType(
        .insuranceInsured, zh: "信保投保", en: "export credit insurance",
        fields: [.enterprise, Field("policy_no", .text(limit: 100), zh: "保单号", en: "policy number")],
        effective: .given(zh: "起保日期", en: "cover starts"),
        naturalKey: (zh: "企业 + 年度", en: "enterprise + year"),
        example: "taizhang append insurance.insured enterprise=91330522MA2B4XYP08 policy_no=XB2020-0088 "
            + "--effective 2020-06-01")
}
