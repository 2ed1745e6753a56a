extension RecordType {
    /// A bank's loans to foreign-trade enterprises at the end of a month, in yuan (二(六), Attachment 4 no. 8).
    static let loansReported = RecordType(
        .loansReported, zh: "外贸企业贷款", en: "loans to foreign trade",
        fields: [
            Field("bank", .text(limit: 100), zh: "银行", en: "bank"), .month,
            Field("balance_cny", .amount(.cny), zh: "贷款余额", en: "loan balance"),
        ],
        effective: .monthEnd,
        naturalKey: (zh: "银行 + 月份", en: "bank + month"), identity: ["bank", "month"],
        example: "taizhang append loans.reported bank=长兴农商银行 month=2020-06 balance_cny=860000000")
}
