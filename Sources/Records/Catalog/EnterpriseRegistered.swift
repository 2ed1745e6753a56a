extension RecordType {
    /// An enterprise enters the register and belongs to a township from its effective date.
    static let enterpriseRegistered = RecordType(
        .enterpriseRegistered, zh: "企业登记", en: "enterprise registered",
        fields: [
            .enterprise,
            Field("name", .text(limit: 200), zh: "企业名称", en: "name"),
            .township,
            Field(
                "export_band",
                .choice([
                    Choice("under_5m_usd", zh: "500万美元以下", en: "exports under 5 M USD"),
                    Choice("from_5m_usd", zh: "500万美元(含)以上", en: "exports from 5 M USD"),
                ]), zh: "出口规模", en: "export band"),
        ],
        effective: .given(zh: "归属起始日期", en: "belongs from"),
        naturalKey: (zh: "企业", en: "enterprise"),
        example: "taizhang append enterprise.registered enterprise=91330522MA2B4XYP08 name=示例纺织有限公司 "
            + "township=夹浦镇 export_band=under_5m_usd --effective 2018-01-01")
}
