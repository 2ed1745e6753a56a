extension RecordType {
    /// A visit to an enterprise (走访企业, the notice 三(三)).
    static let enterpriseVisited = RecordType(
        .enterpriseVisited, zh: "走访企业", en: "enterprise visit",
        fields: [
            .enterprise, .unit,
            Field("visitors", .text(limit: 200), zh: "走访人员", en: "visitors"),
            Field("summary", .text(limit: 500), zh: "走访情况", en: "what was found", isOptional: true),
        ],
        effective: .given(zh: "走访日期", en: "day of the visit"),
        naturalKey: (zh: "企业 + 走访日期 + 单位", en: "enterprise + day + unit"),
        identity: ["enterprise", "effective", "unit"],
        example: "taizhang append enterprise.visited enterprise=91330522MA2B4XYP08 unit=县商务局 visitors=吴建平 "
            + "summary=订单减少三成，用工稳定 --effective 2020-06-10")
}
