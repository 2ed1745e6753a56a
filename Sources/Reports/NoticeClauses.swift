import Records

/// The words of a clause that an indicator names, so that an explanation quotes them, and how it was read where the notice
/// is silent. A scheme brings its own (`clause_text`, `reading`); those of 长商发〔2020〕17号, whose scheme was recorded before
/// schemes could, are here, for schemes of that source alone: another notice's clause of the same number says something else.
enum NoticeClauses {
    private static let source = "长商发〔2020〕17号"

    /// The clause's text; nil where it is not known.
    static func text(_ indicator: Scheme.Indicator, of scheme: Scheme) -> String? {
        indicator.clauseText ?? (scheme.source == source ? texts[indicator.clause] : nil)
    }

    /// The reading by which an indicator is computed; nil where the notice says all.
    static func reading(_ indicator: Scheme.Indicator, of scheme: Scheme, _ language: Language) -> String? {
        if let own = indicator.reading { return own }
        guard scheme.source == source else { return nil }
        return readings[indicator.clause].map { language($0.zh, $0.en) }
    }

    private static let texts = [
        "附件2 目标任务 1": "完成目标任务的，得40分；其余按比例得分。",
        "附件2 目标任务 2": "出口增幅最高的得7分，其余按比例得分。负增长的不得分。",
        "附件2 目标任务 3": "出口增量排名第一的，得7分，其余按比例得分。",
        "附件2 目标任务 4": "出口总量排名第一的，得6分，其余按比例得分。",
        "附件2 主体培育": "按照有出口实绩企业与去年同期有出口实绩企业总数的比重排序，第一名得10分，其余按比例得分。",
        "附件2 防疫物资出口 1": "按照防疫物资出口额占一般贸易出口额的比重排序，第一名得2.5分，按0.2分/名次递减。",
        "附件2 防疫物资出口 2": "根据数据报送时效和相关信息质量酌情打分，最高不超过0.5分。",
        "附件2 进口贸易 1-2": "按照进口增量排序，第一名得3分，按0.2分/名次递减。进口额同比下降的不得分。",
        "附件2 境外投资 1-2":
            "每新批1个境外投资项目，得1分；赴“一带一路”沿线国家投资的，得1.5分。对中方投资额200万美元以上的项目分档次给予得分："
            + "500万美元以下的，每个得0.5分；500万美元(含)-1000万美元的，每个得1分；1000万美元以上的(含)，每个得2分。",
        "附件2 服务贸易 1": "按照离岸服务外包执行额占出口额的比重排序，第一名得1.5分，按0.1分/名次递减。",
        "附件2 服务贸易 2": "按照新增有实绩服务贸易企业家数排序，第一名得1.5分，按0.1分/名次递减。",
        "附件2 信保覆盖面": "按照当期出口信保投保企业家数与有出口实绩企业总数的比重排序，第一名得5分，其余按比例得分。",
        "附件2 订单+清单": "按照“订单+清单”外贸监测系统综合考核得分排序，第一名得5分，其余按比例得分。",
        "附件2 信息交流": "报送1条得1分，被市简报录用得2分，被省简报录用得3分，累计不超过8分。",
    ]

    private static let readings: [String: (zh: String, en: String)] = [
        "附件2 目标任务 1": (
            "附件3的任务是增幅，故按增幅之比计", "Attachment 3 gives the target as a growth rate, so the proportion is of growth rates"
        ),
        "附件2 目标任务 3": ("出口下降的得0分", "a fall scores 0"),
        "附件2 防疫物资出口 1": ("没有防疫物资出口的不排名次", "no such exports, no place"),
        "附件2 防疫物资出口 2": ("以最近一个月的评分为准", "the latest month's rating stands"),
        "附件2 进口贸易 1-2": ("没有增长的不排名次", "no growth, no place"),
        "附件2 境外投资 1-2": ("“以上”包括本数", "以上 includes the number itself"),
        "附件2 信息交流": ("按最高录用级别计，不累加", "the highest level counts, not the sum"),
    ]
}
