extension RecordType {
    /// A township's information report (Attachment 2, 信息交流).
    static let reportSubmitted = RecordType(
        .reportSubmitted, zh: "信息报送", en: "information report",
        fields: [
            .reportNumber, .township,
            Field("title", .text(limit: 300), zh: "标题", en: "title"),
            Field(
                "kind",
                .choice([
                    Choice("举措成效", zh: "举措成效", en: "measures and results"),
                    Choice("典型案例", zh: "典型案例", en: "model case"),
                    Choice("问题反映", zh: "问题反映", en: "problem raised"),
                    Choice("经验交流", zh: "经验交流", en: "experience shared"),
                ]), zh: "类别", en: "kind"),
        ],
        effective: .given(zh: "报送日期", en: "submission"),
        naturalKey: (zh: "信息编号", en: "report number"),
        example: "taizhang append report.submitted report_no=meishan-012 township=煤山镇 title=稳外贸工作举措 kind=举措成效 "
            + "--effective 2020-06-08")
}
