extension RecordType {
    /// A report taken up by a city or provincial bulletin (Attachment 2, 信息交流).
    static let reportAdopted = RecordType(
        .reportAdopted, zh: "信息录用", en: "report adopted",
        fields: [
            .reportNumber,
            Field(
                "level",
                .choice([Choice("city", zh: "市简报", en: "city"), Choice("province", zh: "省简报", en: "province")]),
                zh: "级别", en: "level"),
            Field("bulletin", .text(limit: 200), zh: "简报", en: "bulletin"),
        ],
        effective: .given(zh: "录用日期", en: "adoption"),
        naturalKey: (zh: "信息编号 + 级别", en: "report number + level"),
        example: "taizhang append report.adopted report_no=meishan-012 level=city bulletin=湖州商务简报第18期 "
            + "--effective 2020-06-20")
}
