extension Course {
    /// Whether an enterprise is on the monitoring list: docs/monitoring.md has the diagrams.
    public static let listing = Course(
        "listing", start: .unlisted,
        [Transition(.unlisted, .monitoringListed, .listed), Transition(.listed, .monitoringDelisted, .unlisted)])

    /// A warning: it is answered before it can be cleared, since the response rate (预警响应率) is to be 100 %.
    public static let warning = Course(
        "warning", start: .noWarning,
        [
            Transition(.noWarning, .warningRaised, .open),
            Transition(.open, .warningResponded, .answered),
            Transition(.answered, .warningResponded, .answered),
            Transition(.answered, .warningCleared, .cleared),
        ])
}

extension Course.State {
    public static let unlisted = Self("unlisted", zh: "未列入监测", en: "not on the monitoring list")
    public static let listed = Self("listed", zh: "列入监测", en: "on the monitoring list")
    public static let noWarning = Self("none", zh: "未预警", en: "not raised")
    /// Nobody has responded yet.
    public static let open = Self("open", zh: "待响应", en: "open")
    public static let answered = Self("answered", zh: "已响应", en: "answered")
    public static let cleared = Self("cleared", zh: "已解除", en: "cleared")
}
