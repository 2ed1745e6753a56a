import Ledger
import Oversight
import Records

/// One ticket with its whole story.
public struct TicketPage: Page {
    private let ticket: Ticket
    private let on: CivilDate
    private let head: LogHead
    private let language: Language
    private let words: OversightWords

    /// - Parameter townships: those whose names are shown for their ids.
    public init(
        _ ticket: Ticket, on: CivilDate, head: LogHead, townships: [Scheme.Township], language: Language
    ) {
        self.ticket = ticket
        self.on = on
        self.head = head
        self.language = language
        words = OversightWords(townships, language)
    }

    public var document: Document {
        var document = Document(language("交办单 \(ticket.number)", "Ticket \(ticket.number)"), language: language)
        document.facts = [
            .init(language("企业", "enterprise"), "\(words.name(ticket.concerned)) \(ticket.concerned.enterprise)"),
            .init(language("乡镇", "township"), words.townships[ticket.concerned.township]),
            .init(
                language("问题", "problem"),
                ticket.problem + language.bracketed(words.choice(ticket.category, "category", of: .problemRaised))),
            .init(language("来源", "found"), words.choice(ticket.found, "found", of: .problemRaised)),
            .init(language("状态", "state"), state),
        ]
        document.facts += PageHead(title: "", on: on, months: nil, head: head, language: language).facts
        document.sections = [story]
        document.time = head.recordedAt
        return document
    }

    private var state: String {
        var state = words.state(ticket, on: on).text
        if ticket.isOpen, let due = ticket.due { state += language("，期限 \(due)", ", due \(due)") }
        let days = ticket.age(on: on)
        return state + language("，历时 \(days) 天", ", \(Language.plural(days, "day"))")
    }

    private var story: Document.Section {
        let table = TextTable(
            [
                .init(language("日期", "day")), .init(language("事项", "step")),
                .init(language("单位", "unit"), least: 8), .init(language("期限", "due")),
                .init(language("内容", "what"), least: 12), .init(language("此后状态", "state after")),
                .init(language("记录", "record"), least: 8, mayFold: true),
            ],
            rows: ticket.steps.map { step in
                [
                    .day(step.day), .init(language(Catalog[step.type].zh, Catalog[step.type].en)), .init(step.unit),
                    step.due.map { .day($0) } ?? "", .init(step.note),
                    .init(language(step.state.zh, step.state.en)), .init(step.record, .dim),
                ]
            }, foldedNote: words.foldedNote)
        var section = Document.Section(language("经过", "What happened"), table: table)
        let possible = Course.ticket.possible(in: ticket.state)
            .map { language("\(Catalog[$0].zh) \($0.rawValue)", $0.rawValue) }
        section.notes = [language("下一步可以录入：", "possible next: ") + language.list(possible)]
        return section
    }

    public func json() -> JSON {
        .members([
            .init("on", .string(on.description)), .init("known", head.json),
            .init("ticket", TicketPage.json(ticket, on: on)),
        ])
    }

    /// `{"ticket","enterprise","name","township","category","found","problem","state","unit","due","overdue","raised","closed",
    /// "days","steps":[{"record","type","day","unit","due","note","state"}]}`
    static func json(_ ticket: Ticket, on day: CivilDate) -> JSON {
        let steps: [JSON] = ticket.steps.map { step in
            .members([
                .init("record", .string(step.record)), .init("type", .string(step.type.rawValue)),
                .init("day", .string(step.day.description)), .init("unit", .string(step.unit)),
                .init("due", OversightWords.json(step.due)), .init("note", .string(step.note)),
                .init("state", .string(step.state.id)),
            ])
        }
        return .members(
            [.init("ticket", .string(ticket.number))] + OversightWords.json(ticket.concerned) + [
                .init("category", .string(ticket.category)), .init("found", .string(ticket.found)),
                .init("problem", .string(ticket.problem)), .init("state", .string(ticket.state.id)),
                .init("unit", .string(ticket.unit)), .init("due", OversightWords.json(ticket.due)),
                .init("overdue", .boolean(ticket.isOverdue(on: day))),
                .init("raised", .string(ticket.raised.description)),
                .init("closed", OversightWords.json(ticket.closed)),
                .init("days", OversightWords.json(ticket.age(on: day))), .init("steps", .array(steps)),
            ])
    }
}
