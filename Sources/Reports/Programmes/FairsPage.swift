import Intake
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

/// One fair: its visitors.
public struct FairPage: Page {
    public let fair: Fair
    public let on: CivilDate
    public let head: LogHead
    public let language: Language
    private let names: TownshipNames

    /// - Parameter townships: those whose names are shown for their ids.
    public init(_ fair: Fair, on: CivilDate, head: LogHead, townships: [Scheme.Township], language: Language) {
        self.fair = fair
        self.on = on
        self.head = head
        self.language = language
        names = TownshipNames(townships, language)
    }

    public var document: Document {
        var document = Document(fair.name, on: on, head: head, language: language)
        document.facts += [
            .init(language("首日", "first day"), language.list(fair.days.map(\.description))),
            .init(language("方式", "mode"), FairWords.mode(fair, language)),
        ]
        if let registered = fair.registered {
            document.facts += [
                .init(language("主办单位", "organiser"), registered.organiser),
                .init(
                    language("展期", "held"),
                    language(
                        "\(registered.firstDay) 至 \(registered.lastDay)",
                        "\(registered.firstDay) to \(registered.lastDay)")),
            ]
        }
        document.sections = [
            Document.Section(
                language("各乡镇", "Township by township"),
                table: table(
                    names.inOrder(fair.byTownship, by: \.township).map { (.init(names[$0.township]), $0.sum) }
                        + [(.init(language("合计", "all"), .bold), fair.sum)])),
            Document.Section(language("参展企业", "Enterprises"), table: visitors),
        ]
        return document
    }

    private func table(_ rows: [(name: TextTable.Cell, sum: FairSum)]) -> TextTable {
        TextTable(
            [
                .init(language("乡镇", "township"), least: 8), .init(language("家次", "visits"), .right),
                .init(language("意向订单（美元）", "intended orders (USD)"), .right),
            ], rows: rows.map { [$0.name, .count($0.sum.visits), .money($0.sum.orders)] })
    }

    private var visitors: TextTable {
        TextTable(
            [
                .init(language("企业", "enterprise"), least: 12), .init(language("乡镇", "township"), least: 8),
                .init(language("意向订单（美元）", "intended orders (USD)"), .right),
                .init(language("编号", "record"), least: 10, mayFold: true),
            ],
            rows: names.inOrder(fair.visits, by: \.township).map { visit in
                [
                    .init(visit.name.isEmpty ? visit.enterprise : visit.name), .init(names[visit.township]),
                    .money(Int128(visit.orders)), .init(visit.record, .dim),
                ]
            }, foldedNote: language("未显示：", "not shown: "))
    }

    /// `{"on","known","fair":{… as in FairsPage, "participations":[{"record","enterprise","name","township",
    /// "intended_orders_usd"}]}}`
    public func json() -> JSON {
        let visits = fair.visits.map { visit -> JSON in
            .members([
                .init("record", .string(visit.record)), .init("enterprise", .string(visit.enterprise)),
                .init("name", .string(visit.name)), .init("township", .string(visit.township)),
                .init("intended_orders_usd", .string(DecimalText.trimmed(Int128(visit.orders), decimals: 2))),
            ])
        }
        return .members([
            .init("on", .string(on.description)), .init("known", head.json),
            .init(
                "fair",
                .members((FairPage.summary(fair).object ?? []) + [.init("participations", .array(visits))])),
        ])
    }

    static func summary(_ fair: Fair) -> JSON {
        .members(
            [
                .init("name", .string(fair.name)), .init("registered", fair.registered.map(FairWords.json) ?? .null),
                .init("days", .array(fair.days.map { .string($0.description) })),
                .init("modes", .array(Set(fair.visits.map(\.mode)).sorted().map { .string($0) })),
                .init(
                    "townships",
                    .array(
                        fair.byTownship.map { .members([.init("id", .string($0.township))] + FairWords.json($0.sum)) })),
            ] + FairWords.json(fair.sum))
    }
}

enum FairWords {
    /// The mode by the register, else those of the participations: `线上`.
    static func mode(_ fair: Fair, _ language: Language) -> String {
        guard case .choice(let choices)? = Catalog[.fairRegistered].field("mode")?.kind else { return "" }
        let modes = fair.registered.map { [$0.mode] } ?? fair.visits.map(\.mode)
        return language.list(choices.filter { modes.contains($0.value) }.map { language($0.zh, $0.en) })
    }

    static func json(_ fair: RegisteredFair) -> JSON {
        .members([
            .init("record", .string(fair.record)), .init("organiser", .string(fair.organiser)),
            .init("mode", .string(fair.mode)), .init("first_day", .string(fair.firstDay.description)),
            .init("last_day", .string(fair.lastDay.description)),
        ])
    }

    static func json(_ sum: FairSum) -> [JSON.Member] {
        [
            .init("visits", .integer(Int64(sum.visits))), .init("enterprises", .integer(Int64(sum.enterprises))),
            .init("intended_orders_usd", .string(DecimalText.trimmed(sum.orders, decimals: 2))),
        ]
    }

    /// Names that are one but for brackets, spaces and widths, or of which one lies within the other, with the same
    /// numbers: what people write for one and the same fair. Stations of one fair differ by a word, and are not alike.
    static func alike(_ names: [String]) -> [(String, String)] {
        let folded = names.map { name in
            String(
                FoldedText.of(name).unicodeScalars.filter {
                    $0.properties.isAlphabetic || $0.properties.numericType != nil
                })
        }
        var pairs: [(String, String)] = []
        for (index, name) in folded.enumerated() where name.count > 2 {
            for other in folded.indices.dropFirst(index + 1) where folded[other].count > 2 {
                let isPart = name.contains(folded[other]) || folded[other].contains(name)
                if isPart, digits(name) == digits(folded[other]) { pairs.append((names[index], names[other])) }
            }
        }
        return pairs
    }

    private static func digits(_ name: String) -> [Substring] { name.split { !$0.isNumber } }
}
