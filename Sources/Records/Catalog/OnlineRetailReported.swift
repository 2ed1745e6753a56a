extension RecordType {
    /// The county's online retail sales of one month, in yuan (Attachment 4 no. 9: 8.8 billion in the year, growth of 30 %).
    static let onlineRetailReported = RecordType(
        .onlineRetailReported, zh: "网络零售", en: "online retail",
        fields: [.month, Field("sales_cny", .amount(.cny), zh: "网络零售额", en: "online retail sales")],
        effective: .monthEnd,
        naturalKey: (zh: "月份", en: "month"), identity: ["month"],
        example: "taizhang append online_retail.reported month=2020-06 sales_cny=720000000")
}
