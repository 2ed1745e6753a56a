extension RecordType {
    /// A new exporter of the calendar year (Attachment 4, item 7).
    static let exporterEntered = RecordType(
        .exporterEntered, zh: "新增出口企业", en: "new exporter",
        fields: [.enterprise, Field("channel", .text(limit: 100), zh: "来源渠道", en: "channel")],
        effective: .given(zh: "首次出口日期", en: "first export"),
        naturalKey: (zh: "企业 + 年度", en: "enterprise + year"),
        example: "taizhang append exporter.entered enterprise=91330522MA2B4XYP08 channel=三转 --effective 2020-06-08")
}
