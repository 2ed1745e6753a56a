extension RecordType {
    /// A fair enters the register of fairs, held or to come; participations name it (二(二), Attachment 4 no. 1).
    static let fairRegistered = RecordType(
        .fairRegistered, zh: "展会登记", en: "fair registered",
        fields: [
            Field("fair", .text(limit: 200), zh: "展会", en: "fair"),
            Field("organiser", .text(limit: 200), zh: "主办单位", en: "organiser"),
            Field(
                "mode",
                .choice([
                    Choice("online", zh: "线上", en: "online"), Choice("offline", zh: "线下", en: "offline"),
                    Choice("both", zh: "线上线下", en: "online and offline"),
                ]), zh: "方式", en: "mode"),
            Field("first_day", .date, zh: "首日", en: "first day"),
            Field("last_day", .date, zh: "末日", en: "last day"),
        ],
        effective: .given(zh: "登记日期", en: "registration"),
        naturalKey: (zh: "展会", en: "fair"), identity: ["fair"],
        notAbove: [(field: "first_day", limit: "last_day")],
        example: "taizhang append fair.registered 'fair=第127届广交会(网上)' organiser=中国对外贸易中心 mode=online "
            + "first_day=2020-06-15 last_day=2020-06-24 --effective 2020-05-20")
}
