extension RecordType {
    /// Policy funds allotted to the county, of which payments are made (二(八)).
    static let fundsAllotted = RecordType(
        .fundsAllotted, zh: "政策资金下达", en: "policy funds allotted",
        fields: [
            Field("fund_no", .text(limit: 100), zh: "资金文号", en: "fund number"),
            Field("name", .text(limit: 200), zh: "资金名称", en: "name"),
            Field(
                "level",
                .choice([
                    Choice("central", zh: "中央", en: "central"), Choice("province", zh: "省级", en: "province"),
                    Choice("city", zh: "市级", en: "city"), Choice("county", zh: "县级", en: "county"),
                ]), zh: "资金层级", en: "level"),
            Field("amount_cny", .amount(.cny), zh: "资金额", en: "amount"),
        ],
        effective: .given(zh: "下达日期", en: "allotment"),
        naturalKey: (zh: "资金文号", en: "fund number"), identity: ["fund_no"],
        example: "taizhang append funds.allotted fund_no=浙财企〔2020〕15号 name=中央外经贸发展专项资金 level=central "
            + "amount_cny=5200000 --effective 2020-04-20")
}

extension RecordType.Field {
    /// The fund that a payment is made from.
    static let fundNumber = RecordType.Field("fund_no", .reference(.fundsAllotted), zh: "资金文号", en: "fund number")
}
