extension RecordType {
    /// A notice put in force: the whole scheme as data (scoring.md §4).
    static let schemeAdopted = RecordType(
        .schemeAdopted, zh: "考核办法印发", en: "scheme adopted",
        fields: [Field("scheme", .scheme, zh: "考核办法", en: "scheme")],
        effective: .given(zh: "施行日期", en: "in force from"),
        naturalKey: (zh: "办法编号 + 施行日期", en: "scheme id + effective"),
        example: "taizhang append scheme.adopted scheme=@changxing-2021.json --effective 2021-01-01")
}
