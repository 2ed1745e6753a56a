extension RecordType {
    /// A new service trader of the calendar year (Attachment 2, 服务贸易 2).
    static let serviceTraderEntered = RecordType(
        .serviceTraderEntered, zh: "新增服务贸易企业", en: "new service trader",
        fields: [.enterprise],
        effective: .given(zh: "首次业务日期", en: "first business"),
        naturalKey: (zh: "企业 + 年度", en: "enterprise + year"),
        example: "taizhang append service_trader.entered enterprise=91330522MA2B4XYP08 --effective 2020-06-08")
}
