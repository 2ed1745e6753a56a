import Ledger
import Oversight
import Records
import Scoring

/// The tickets of a day: how they stand by unit and township, and which wait for whom.
public struct TicketsPage: Page {
    private let book: TicketBook
    private let head: LogHead
    private let isWhole: Bool
    private let language: Language
    private let words: OversightWords

    /// - Parameters:
    ///   - isWhole: list closed tickets too.
    ///   - townships: those whose names are shown for their ids.
    public init(
        _ book: TicketBook, isWhole: Bool = false, head: LogHead, townships: [Scheme.Township], language: Language
    ) {
        self.book = book
        self.isWhole = isWhole
        self.head = head
        self.language = language
        words = OversightWords(townships, language)
    }

    private var listed: [Ticket] { book.open + (isWhole ? book.tickets.filter { !$0.isOpen } : []) }

    public var document: Document {
        var document = Document(language("交办单", "Tickets"), on: book.on, head: head, language: language)
        document.sections = [list, units, townships]
        return document
    }

    private var list: Document.Section {
        let heading = isWhole ? language("全部交办单", "All tickets") : language("未闭环的交办单", "Open tickets")
        var section = Document.Section(heading, table: TicketsPage.table(listed, on: book.on, words))
        if listed.isEmpty {
            section.table = nil
            section.paragraphs = [language("没有。", "None.")]
        }
        section.isBroad = true
        return section
    }

    /// A line a ticket.
    static func table(_ tickets: [Ticket], on day: CivilDate, _ words: OversightWords) -> TextTable {
        let language = words.language
        return TextTable(
            [
                .init(language("交办单号", "ticket")), .init(language("状态", "state")),
                .init(language("单位", "unit"), least: 10), .init(language("期限", "due")),
                .init(language("天数", "days"), .right), .init(language("乡镇", "township"), least: 6, mayFold: true),
                .init(language("企业", "enterprise"), least: 10), .init(language("问题", "problem"), least: 10),
            ],
            rows: tickets.map { ticket in
                [
                    .init(ticket.number, .bold), words.state(ticket, on: day), .init(words.unit(ticket.unit)),
                    ticket.due.map { .day($0) } ?? "—", .count(ticket.age(on: day)),
                    .init(words.townships[ticket.concerned.township]), .init(words.name(ticket.concerned)),
                    .init(ticket.problem),
                ]
            }, foldedNote: words.foldedNote)
    }

    private var units: Document.Section {
        sums(
            language("各单位", "Unit by unit"), language("单位", "unit"),
            book.byUnit.map { (words.unit($0.unit), $0.sum) }, whole: true)
    }

    private var townships: Document.Section {
        sums(
            language("各乡镇", "Township by township"), language("乡镇", "township"),
            book.byTownship.map { (words.townships[$0.township], $0.sum) }, whole: false)
    }

    private func sums(
        _ heading: String, _ title: String, _ rows: [(name: String, sum: TicketSum)], whole: Bool
    ) -> Document.Section {
        func row(_ name: TextTable.Cell, _ sum: TicketSum) -> [TextTable.Cell] {
            [
                name, .count(sum.raised), .count(sum.closed), .percent(sum.closedLoopRate),
                .average(sum.daysToClose), .count(sum.open),
                .count(sum.unconfirmed), .count(sum.overdue, sum.overdue > 0 ? .red : .plain),
            ]
        }
        var table = TextTable(
            [
                .init(title, least: 8), .init(language("登记", "raised"), .right),
                .init(language("闭环", "closed"), .right), .init(language("闭环率", "closed-loop rate"), .right),
                .init(language("平均天数", "days to close"), .right), .init(language("未闭环", "open"), .right),
                .init(language("待确认", "unconfirmed"), .right), .init(language("超期", "overdue"), .right),
            ], rows: rows.map { row(.init($0.name), $0.sum) })
        table.rows.append(row(.init(language("合计", "all"), .bold), book.sum))
        var section = Document.Section(heading, table: table)
        guard whole else { return section }
        section.notes = [
            language(
                "登记、闭环、闭环率、平均天数：\(book.from) 起登记的；未闭环、待确认、超期：不论何时登记的",
                "raised, closed, rate, days: of those raised since \(book.from); open, unconfirmed, overdue: whenever raised"
            ),
            language(
                "平均天数：自登记至企业确认；单位：最后经办的单位", "days: from raising to the enterprise's word; unit: that which had it last"),
        ]
        return section
    }

    /// `{"on","from","known","sum":{…},"units":[{"unit",…}],"townships":[{"township",…}],"tickets":[{…}]}`
    public func json() -> JSON {
        .members([
            .init("on", .string(book.on.description)), .init("from", .string(book.from.description)),
            .init("known", head.json), .init("sum", .members(TicketsPage.json(book.sum))),
            .init(
                "units",
                .array(
                    book.byUnit.map { .members([.init("unit", .string($0.unit))] + TicketsPage.json($0.sum)) })),
            .init(
                "townships",
                .array(
                    book.byTownship.map {
                        .members([.init("township", .string($0.township))] + TicketsPage.json($0.sum))
                    })),
            .init("tickets", .array(listed.map { TicketPage.json($0, on: book.on) })),
        ])
    }

    private static func json(_ sum: TicketSum) -> [JSON.Member] {
        [
            .init("raised", OversightWords.json(sum.raised)), .init("closed", OversightWords.json(sum.closed)),
            .init("closed_loop_rate", sum.closedLoopRate.rounded(4).map { .string($0) } ?? .null),
            .init("days_to_close", sum.daysToClose.rounded(1).map { .string($0) } ?? .null),
            .init("open", OversightWords.json(sum.open)),
            .init("unconfirmed", OversightWords.json(sum.unconfirmed)),
            .init("overdue", OversightWords.json(sum.overdue)),
        ]
    }
}
