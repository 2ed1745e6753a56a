extension RecordType {
    /// The enterprise confirms that its problem is solved: the loop is closed (闭环).
    static let ticketConfirmed = RecordType(
        .ticketConfirmed, zh: "企业确认", en: "ticket confirmed",
        fields: [
            .ticket,
            Field("confirmed_by", .text(limit: 100), zh: "确认人", en: "who confirmed it", isOptional: true),
        ],
        effective: .given(zh: "确认日期", en: "day it was confirmed"),
        naturalKey: (zh: "交办单号 + 确认日期", en: "ticket + day"),
        identity: ["ticket", "effective"],
        example: "taizhang append ticket.confirmed ticket=JB-2020-014 confirmed_by=王经理 --effective 2020-06-23")
}
