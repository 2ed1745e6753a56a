extension RecordType {
    /// Units, groups and the key work list put in force, or amended (Attachments 1 and 4; 备注:重点工作清单将动态调整).
    static let planAdopted = RecordType(
        .planAdopted, zh: "工作方案印发", en: "work plan adopted",
        fields: [Field("plan", .plan, zh: "工作方案", en: "plan")],
        effective: .given(zh: "施行日期", en: "in force from"),
        naturalKey: (zh: "方案编号 + 施行日期", en: "plan id + effective"),
        example: "taizhang worklist adopt")
}
