extension RecordType {
    /// A resolved or closed ticket goes back to its unit, with a new due date: the enterprise does not agree, or the problem is
    /// there again.
    static let ticketReopened = RecordType(
        .ticketReopened, zh: "退回重办", en: "ticket reopened",
        fields: [.ticket, .due, Field("why", .text(limit: 500), zh: "原因", en: "why")],
        effective: .given(zh: "退回日期", en: "day it was reopened"),
        naturalKey: (zh: "交办单号 + 退回日期", en: "ticket + day"),
        identity: ["ticket", "effective"], notBeforeEffective: ["due"],
        example: "taizhang append ticket.reopened ticket=JB-2020-014 due=2020-07-08 why=舱位被取消 "
            + "--effective 2020-06-29")
}
