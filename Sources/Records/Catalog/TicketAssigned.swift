extension RecordType {
    /// A problem is handed to a unit with a due date. Handed on to another unit, it is that one's from then on.
    static let ticketAssigned = RecordType(
        .ticketAssigned, zh: "交办", en: "ticket assigned",
        fields: [.ticket, .unit, .due],
        effective: .given(zh: "交办日期", en: "day it was assigned"),
        naturalKey: (zh: "交办单号 + 交办日期 + 单位", en: "ticket + day + unit"),
        identity: ["ticket", "effective", "unit"], notBeforeEffective: ["due"],
        example: "taizhang append ticket.assigned ticket=JB-2020-014 unit=县交通运输局 due=2020-06-24 "
            + "--effective 2020-06-11")
}
