import Accounts
import Audits
import Scoring

/// What is summed or counted, in words.
enum TallyWords {
    static func name(_ counted: Explanation.Counted, _ language: Language) -> String {
        switch counted {
        case .tally(let tally): name(tally, language)
        case .monitoring(.due): language("应填周报", "weekly figures due")
        case .monitoring(.filled): language("已填周报", "weekly figures filled in")
        case .monitoring(.warnings): language("预警", "warnings")
        case .monitoring(.answered): language("已响应预警", "warnings responded to")
        }
    }

    static func name(_ tally: Tally, _ language: Language) -> String {
        switch tally {
        case .exports: language("出口额", "exports")
        case .imports: language("进口额", "imports")
        case .generalExports: language("一般贸易出口额", "general trade exports")
        case .epidemicExports: language("防疫物资出口额", "epidemic goods exports")
        case .outsourcing: language("离岸服务外包执行额", "offshore outsourcing")
        case .exporters: language("有出口实绩企业", "exporters")
        case .exportersUnderFiveMillion: language("500万美元以下出口企业", "exporters under 5 M USD")
        case .insured: language("投保企业", "insured enterprises")
        case .insuredUnderFiveMillion: language("500万美元以下投保企业", "insured enterprises under 5 M USD")
        case .newExporters: language("新增出口企业", "new exporters")
        case .serviceTraders: language("新增服务贸易企业", "new service traders")
        case .fairVisits: language("参展家次", "fair visits")
        case .fairOrders: language("意向订单", "intended orders")
        case .reportsSubmitted: language("报送", "submitted")
        case .reportsCity: language("市简报录用", "city bulletin")
        case .reportsProvince: language("省简报录用", "provincial bulletin")
        case .monitoring, .monitoringPresent: language("订单+清单得分", "monitoring score")
        case .rated, .ratedPresent: language("评分", "rating")
        case .investments: language("境外投资得分", "investment points")
        case .journal: language("记录数", "records")
        }
    }
}
