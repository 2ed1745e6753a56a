extension RecordType {
    /// A new exporter of the calendar year (Attachment 4, item 7).
    static let exporterEntered = RecordType(
        .exporterEntered, zh: "新增出口企业", en: "new exporter",
        fields: [.enterprise, Field("channel", .listed(limit: 100, channels), zh: "来源渠道", en: "channel")],
        effective: .given(zh: "首次出口日期", en: "first export"),
        naturalKey: (zh: "企业 + 年度", en: "enterprise + year"),
        example: "taizhang append exporter.entered enterprise=91330522MA2B4XYP08 channel=三转 --effective 2020-06-08")

    /// The channels of the notice (二(三)), and firms newly founded. Older records have what people wrote.
    private static let channels = [
        Choice("三转", zh: "三转", en: "domestic firms that turn to exporting"),
        Choice("转引", zh: "转引", en: "exports of others brought home to the county"),
        Choice("进出口贸易平台", zh: "进出口贸易平台", en: "an import-export trade platform"),
        Choice("新设", zh: "新设", en: "newly founded"),
    ]
}
