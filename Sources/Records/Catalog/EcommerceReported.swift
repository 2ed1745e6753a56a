extension RecordType {
    /// A township's cross-border online retail exports of one month, in yuan (一, 二(四): growth of 30 %).
    static let ecommerceReported = RecordType(
        .ecommerceReported, zh: "跨境电商", en: "cross-border e-commerce",
        fields: [
            .township, .month,
            Field("retail_export_cny", .amount(.cny), zh: "跨境网络零售出口额", en: "cross-border online retail exports"),
        ],
        effective: .monthEnd,
        naturalKey: (zh: "乡镇 + 月份", en: "township + month"), identity: ["township", "month"],
        example: "taizhang append ecommerce.reported township=夹浦镇 month=2020-06 retail_export_cny=3200000")
}
