extension RecordType {
    /// A unit says that the problem is solved.
    static let ticketResolved = RecordType(
        .ticketResolved, zh: "办结", en: "ticket resolved",
        fields: [.ticket, Field("result", .text(limit: 500), zh: "办理结果", en: "result")],
        effective: .given(zh: "办结日期", en: "day it was resolved"),
        naturalKey: (zh: "交办单号 + 办结日期", en: "ticket + day"),
        identity: ["ticket", "effective"],
        example: "taizhang append ticket.resolved ticket=JB-2020-014 result=落实舱位12个标箱 --effective 2020-06-22")
}
