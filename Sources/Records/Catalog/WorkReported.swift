extension RecordType {
    /// What a unit did toward a cell of the key work list (Attachment 4).
    static let workReported = RecordType(
        .workReported, zh: "重点工作进展", en: "key work progress",
        fields: [.workItem, .workStage, .unit, Field("progress", .text(limit: 500), zh: "进展", en: "progress")],
        effective: .given(zh: "进展日期", en: "day of the progress"),
        naturalKey: (zh: "重点工作 + 阶段 + 进展日期 + 单位", en: "item + stage + day + unit"),
        identity: ["item", "effective", "stage", "unit"],
        example: "taizhang append work.reported item=培育省、市出口名牌 stage=半年度工作目标 unit=县商务局 "
            + "progress=已组织12家企业申报 --effective 2020-06-10")
}
