import Records
import Scoring

/// The measures with a target in Attachment 3, in the order shown on a terminal.
enum TaskTarget: String, CaseIterable {
    case newExporters = "exporters.new"
    case growth = "exports.growth"
    case insurance = "insurance.completion"
    case insuranceUnderFiveMillion = "insurance.completion_under_5m"

    /// The columns of Attachment 3.
    static let asInTheNotice: [TaskTarget] = [.growth, .newExporters, .insuranceUnderFiveMillion, .insurance]

    /// The target column in force, and whether it stands in for an earlier day.
    static func column(_ progress: Progress) -> (column: Scheme.TargetColumn, provisional: Bool)? {
        progress.scheme.target(through: Int32(progress.on.year * 100 + progress.on.wholeMonths))
    }

    /// As Attachment 3 heads it.
    func title(_ language: Language) -> String {
        switch self {
        case .growth: language("自营出口增幅", "export growth")
        case .newExporters: language("新增有出口实绩企业家数", "new exporters")
        case .insuranceUnderFiveMillion: language("500万美元以下企业投保完成率", "insured, under 5 M USD")
        case .insurance: language("累计投保完成率", "insured")
        }
    }

    func value(_ counters: Progress.Counters) -> Ratio {
        switch self {
        case .newExporters: Ratio(counters.newExporters)
        case .growth: counters.growth
        case .insurance: counters.insurance
        case .insuranceUnderFiveMillion: counters.insuranceUnderFiveMillion
        }
    }
}
