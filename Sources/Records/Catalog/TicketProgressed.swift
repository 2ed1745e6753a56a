extension RecordType {
    /// What a unit did about a ticket so far.
    static let ticketProgressed = RecordType(
        .ticketProgressed, zh: "办理进展", en: "ticket progress",
        fields: [.ticket, Field("progress", .text(limit: 500), zh: "进展", en: "progress")],
        effective: .given(zh: "进展日期", en: "day of the progress"),
        naturalKey: (zh: "交办单号 + 进展日期", en: "ticket + day"),
        identity: ["ticket", "effective"],
        example: "taizhang append ticket.progressed ticket=JB-2020-014 progress=已联系三家货代 --effective 2020-06-15")
}
