extension RecordType {
    /// A payment from policy funds; all payments of a fund are at most what was allotted (二(八)).
    static let fundsPaid = RecordType(
        .fundsPaid, zh: "政策资金兑付", en: "policy funds paid",
        fields: [
            .fundNumber, Field("payment_no", .text(limit: 100), zh: "兑付批次", en: "payment number"),
            Field("enterprises", .count, zh: "兑付企业家数", en: "enterprises paid"),
            Field("amount_cny", .amount(.cny), zh: "资金额", en: "amount"),
        ],
        effective: .given(zh: "兑付日期", en: "payment"),
        naturalKey: (zh: "资金文号 + 兑付批次", en: "fund number + payment number"), identity: ["fund_no", "payment_no"],
        drawsOn: "amount_cny",
        example: "taizhang append funds.paid fund_no=浙财企〔2020〕15号 payment_no=第1批 enterprises=36 "
            + "amount_cny=2100000 --effective 2020-06-10")
}
