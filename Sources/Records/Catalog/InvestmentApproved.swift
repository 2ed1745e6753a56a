extension RecordType {
    /// An overseas investment approved, with the Chinese side's amount (Attachment 2, 境外投资).
    static let investmentApproved = RecordType(
        .investmentApproved, zh: "境外投资核准", en: "overseas investment approved",
        fields: [
            Field("approval_no", .text(limit: 100), zh: "核准文号", en: "approval number"),
            .enterprise,
            Field("project", .text(limit: 200), zh: "项目名称", en: "project"),
            Field("country", .country, zh: "国家(地区)", en: "country"),
            Field("amount_usd", .amount(.usd), zh: "中方投资额", en: "amount of the Chinese side"),
        ],
        effective: .given(zh: "核准日期", en: "approval"),
        naturalKey: (zh: "核准文号", en: "approval number"),
        example: "taizhang append investment.approved approval_no=境外投资证第N3300202000088号 "
            + "enterprise=91330522MA2B4XYP08 project=越南生产基地 country=VN amount_usd=5000000 --effective 2020-06-08")
}
