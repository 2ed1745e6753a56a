extension RecordType {
    /// The end of a record: it counts no more from this event's recording on, and frees its natural key.
    static let eventRetracted = RecordType(
        .eventRetracted, zh: "撤销", en: "retraction",
        fields: [.target, .reason],
        effective: .given(zh: "决定日期", en: "decision"), naturalKey: nil,
        example: "taizhang retract fair-0042 --reason 重复报送")
}
