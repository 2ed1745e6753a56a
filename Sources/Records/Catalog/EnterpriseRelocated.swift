extension RecordType {
    /// An enterprise moves; facts effective from that date on belong to the new township (scoring.md §1).
    static let enterpriseRelocated = RecordType(
        .enterpriseRelocated, zh: "企业迁移", en: "enterprise relocated",
        fields: [.enterprise, .township],
        effective: .given(zh: "归属起始日期", en: "belongs from"),
        naturalKey: (zh: "企业 + 日期", en: "enterprise + effective"),
        example:
            "taizhang append enterprise.relocated enterprise=91330522MA2B4XYP08 township=煤山镇 --effective 2020-06-20")
}
