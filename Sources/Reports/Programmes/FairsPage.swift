import Ledger
import Programmes
import Records

/// The fairs of a year: who went, and the orders they hope for.
public struct FairsPage: Page {
    public let book: FairBook
    public let head: LogHead
    public let language: Language
    private let names: TownshipNames

    /// - Parameter townships: those whose names are shown for their ids.
    public init(_ book: FairBook, head: LogHead, townships: [Scheme.Township], language: Language) {
        self.book = book
        self.head = head
        self.language = language
        names = TownshipNames(townships, language)
    }

    public var document: Document {
        var document = Document(
            language("\(book.on.year) 年展会", "Fairs of \(book.on.year)"), on: book.on, head: head, language: language)
        document.sections = [list, townships]
        return document
    }

    private var list: Document.Section {
        func row(
            _ name: TextTable.Cell, _ day: TextTable.Cell, _ mode: String, _ organiser: TextTable.Cell, _ sum: FairSum
        ) -> [TextTable.Cell] {
            [name, day, .init(mode), .count(sum.visits), .count(sum.enterprises), .money(sum.orders), organiser]
        }
        var rows = book.fairs.map { fair in
            row(
                .init(fair.name, (fair.firstDay ?? book.on) > book.on ? .dim : .plain),
                fair.firstDay.map { .day($0) } ?? "—", FairWords.mode(fair, language), organiser(fair), fair.sum)
        }
        rows.append(row(.init(language("合计", "all"), .bold), "", "", "", book.sum))
        var section = Document.Section(
            language("各展会", "Fair by fair"),
            table: TextTable(
                [
                    .init(language("展会", "fair"), least: 16), .init(language("首日", "first day")),
                    .init(language("方式", "mode"), mayFold: true), .init(language("家次", "visits"), .right),
                    .init(language("企业", "enterprises"), .right),
                    .init(language("意向订单（美元）", "intended orders (USD)"), .right),
                    .init(language("主办单位", "organiser"), least: 8, mayFold: true),
                ], rows: rows, foldedNote: language("未显示：", "not shown: ")))
        section.notes = notes
        return section
    }

    private func organiser(_ fair: Fair) -> TextTable.Cell {
        if let registered = fair.registered { return .init(registered.organiser) }
        return book.register.isEmpty ? "" : .init(language("未登记", "not registered"), .yellow)
    }

    private var notes: [String] {
        var notes = [
            language(
                "合计的企业数：参加多个展会的企业只计一次", "all: an enterprise that went to several fairs counts once")
        ]
        for fair in book.fairs where !fair.contradictions.isEmpty {
            let records = language.list(fair.contradictions.map(\.record))
            notes.append(
                language(
                    "\(fair.name)：参展记录的首日或方式与登记不符：\(records)",
                    "\(fair.name): records whose day or mode is not the register's: \(records)"))
        }
        notes += FaultWords(language).words(unregisteredFairs: book.unregistered.map(\.name), register: book.register)
        for fair in book.fairs where fair.registered == nil && fair.days.count > 1 {
            notes.append(
                language(
                    "\(fair.name)：各参展记录的首日不一致：\(language.list(fair.days.map(\.description)))",
                    "\(fair.name): the records have several first days: \(language.list(fair.days.map(\.description)))")
            )
        }
        for (name, near) in FairWords.alike(book.fairs.filter { !$0.visits.isEmpty }.map(\.name)) {
            notes.append(
                language(
                    "“\(name)”与“\(near)”名称相近；如是同一展会，请用 \(CommandName.correct) 统一名称",
                    "\"\(name)\" and \"\(near)\" look alike; if they are one fair, give its records one name with "
                        + "\(CommandName.correct)"))
        }
        return notes
    }

    private var townships: Document.Section {
        let rows = names.inOrder(book.townships, by: \.township)
        return Document.Section(
            language("各乡镇", "Township by township"),
            table: TextTable(
                [
                    .init(language("乡镇", "township"), least: 8), .init(language("家次", "visits"), .right),
                    .init(language("企业", "enterprises"), .right),
                    .init(language("意向订单（美元）", "intended orders (USD)"), .right),
                ],
                rows: rows.map { row in
                    [
                        .init(names[row.township]), .count(row.sum.visits), .count(row.sum.enterprises),
                        .money(row.sum.orders),
                    ]
                }))
    }

    /// `{"on","known","fairs":[{"name","registered"|null,"days":[…],"modes":[…],"visits","enterprises","intended_orders_usd",
    /// "townships":[{"id","visits","enterprises","intended_orders_usd"}]}],"visits","enterprises","intended_orders_usd"}`
    public func json() -> JSON {
        .members(
            [
                .init("on", .string(book.on.description)), .init("known", head.json),
                .init("fairs", .array(book.fairs.map(FairPage.summary))),
            ] + FairWords.json(book.sum))
    }
}
