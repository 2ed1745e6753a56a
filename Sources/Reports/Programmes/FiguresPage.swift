import Ledger
import Programmes
import Records

/// The programmes' figures of a day, one part or all of them.
public struct FiguresPage: Page {
    public let figures: ProgrammeFigures
    public let head: LogHead
    public let language: Language
    private let names: TownshipNames
    /// The only part shown; nil for all.
    private let part: Part?

    /// - Parameter townships: those whose names are shown for their ids.
    public init(
        _ figures: ProgrammeFigures, part: Part? = nil, head: LogHead, townships: [Scheme.Township], language: Language
    ) {
        self.figures = figures
        self.part = part
        self.head = head
        self.language = language
        names = TownshipNames(townships, language)
    }

    private var parts: [Part] { part.map { [$0] } ?? Part.allCases }

    public var document: Document {
        var document = Document(
            language("重点工作数据", "Figures of the programmes"), on: figures.on, months: figures.on.wholeMonths, head: head,
            language: language)
        document.sections = parts.flatMap(sections)
        return document
    }

    private func sections(_ part: Part) -> [Document.Section] {
        switch part {
        case .ecommerce: return ecommerce.sections
        case .retail:
            var section = MonthlySection(
                figures: figures.onlineRetail, title: Part.retail.title(language), language: language
            ).section
            let line = GoalLine(language: language)
            if !figures.onlineRetail.months.isEmpty {
                section.paragraphs += [
                    line.amount(figures.goals.onlineRetail, figures.onlineRetail.total),
                    line.growth(figures.goals.onlineRetailGrowth, figures.onlineRetail.growth),
                ].compactMap(\.self)
            }
            return [section]
        case .funds: return funds.sections
        case .loans: return [loans.section]
        case .warehouses: return [warehouses.section]
        case .insurance: return insurance.sections
        }
    }

    private var ecommerce: EcommerceSection {
        EcommerceSection(book: figures.ecommerce, goals: figures.goals, names: names, language: language)
    }
    private var funds: FundsSection { FundsSection(book: figures.funds, language: language) }
    private var loans: LoansSection { LoansSection(book: figures.loans, language: language) }
    private var warehouses: WarehousesSection { WarehousesSection(book: figures.warehouses, language: language) }
    private var insurance: InsuranceSection {
        InsuranceSection(
            cover: figures.insurance, names: names, isWhole: part == .insurance, language: language)
    }

    /// `{"on","known", and each part by its name}`; the parts as their sections say.
    public func json() -> JSON {
        .members(
            [.init("on", .string(figures.on.description)), .init("known", head.json)]
                + parts.map { .init($0.rawValue, json($0)) })
    }

    private func json(_ part: Part) -> JSON {
        switch part {
        case .ecommerce: ecommerce.json
        case .retail: MonthlySection.json(figures.onlineRetail)
        case .funds: funds.json
        case .loans: loans.json
        case .warehouses: warehouses.json
        case .insurance: insurance.json
        }
    }
}
