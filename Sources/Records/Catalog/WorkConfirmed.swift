extension RecordType {
    /// A cell of the key work list confirmed as done, after progress was reported.
    static let workConfirmed = RecordType(
        .workConfirmed, zh: "重点工作确认完成", en: "key work confirmed",
        fields: [.workItem, .workStage, Field("basis", .text(limit: 500), zh: "确认依据", en: "on what grounds")],
        effective: .given(zh: "确认日期", en: "confirmation"),
        naturalKey: (zh: "重点工作 + 阶段", en: "item + stage"),
        identity: ["item", "stage"],
        example: "taizhang append work.confirmed item=培育省、市出口名牌 stage=半年度工作目标 basis=名单已公示 "
            + "--effective 2020-06-20")
}
