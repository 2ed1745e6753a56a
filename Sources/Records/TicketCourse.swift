extension Course {
    /// A ticket from the problem to the enterprise's word (闭环管理, the notice 三(三)): docs/tickets.md has the diagram.
    public static let ticket = Course(
        "ticket", start: .unknownTicket,
        [
            Transition(.unknownTicket, .problemRaised, .raised),
            Transition(.raised, .ticketAssigned, .assigned),
            Transition(.assigned, .ticketAssigned, .assigned),
            Transition(.assigned, .ticketProgressed, .assigned),
            Transition(.assigned, .ticketResolved, .resolved),
            Transition(.resolved, .ticketConfirmed, .closed),
            Transition(.resolved, .ticketReopened, .assigned),
            Transition(.closed, .ticketReopened, .assigned),
        ])
}

extension Course.State {
    public static let unknownTicket = Self("none", zh: "未登记", en: "not raised")
    /// Raised, and nobody's yet.
    public static let raised = Self("raised", zh: "待交办", en: "raised")
    /// A unit has it.
    public static let assigned = Self("assigned", zh: "办理中", en: "assigned")
    /// The unit is done, the enterprise has not said so.
    public static let resolved = Self("resolved", zh: "待企业确认", en: "resolved")
    public static let closed = Self("closed", zh: "已闭环", en: "closed")
}
