import Ledger
import Records

/// The catalog of ledger.md §3 for people: what can be recorded, and how.
public struct CatalogPage: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    // MARK: - All types

    /// A line a type.
    /// - Parameter width: the most columns that a line should take; nil: no limit.
    public func list(width: Int?, colour: Bool) -> String {
        var table = listTable(bothNames: true)
        if let width, table.naturalWidth > width { table = listTable(bothNames: false) }
        return table.render(width: width, colour: colour) + "\n"
            + FootNotes.text(
                [
                    language(
                        "某一类型的字段和示例：\(CommandName.types) TYPE",
                        "fields and an example of one type: \(CommandName.types) TYPE")
                ], width: width, colour: colour)
    }

    private func listTable(bothNames: Bool) -> TextTable {
        var columns: [TextTable.Column] = [
            .init(language("类型", "type")), .init(language("名称", "name"), least: 12),
            .init(language("业务日期", "effective"), least: 9), .init(language("唯一性", "unique by"), least: 10),
        ]
        if bothNames { columns.insert(.init(language("英文", "Chinese")), at: 2) }
        return TextTable(
            columns,
            rows: Catalog.types.map { type in
                var row: [TextTable.Cell] = [
                    .init(type.type.rawValue, .bold), .init(language(type.zh, type.en)),
                    .init(shortEffective(type)),
                    .init(naturalKey(type) ?? "—"),
                ]
                if bothNames { row.insert(.init(language(type.en, type.zh)), at: 2) }
                return row
            })
    }

    // MARK: - One type

    /// A type's fields, its date, what makes it unique, its rules and an example; ends in a line feed.
    public func text(_ type: EventType, width: Int?, colour: Bool) -> String {
        let entry = Catalog[type]
        let words = FieldWords(language)
        let title =
            language("\(entry.zh) \(type.rawValue)", "\(type.rawValue): \(entry.en)")
            + language.bracketed(language(entry.en, entry.zh))
        let fields = TextTable(
            [
                .init(language("字段", "field")), .init(language("名称", "name"), least: 10),
                .init(language("可填内容", "may hold"), least: 20),
            ],
            rows: entry.fields.map { field in
                [.init(field.name, .bold), .init(language(field.zh, field.en)), .init(words.allowed(field))]
            })
        var page =
            DisplayWidth.wrapped(title, to: width).split(separator: "\n")
            .map { TextTable.Style.bold.paint(String($0), colour) + "\n" }.joined() + "\n"
        // A cut list of choices would hide what is allowed, so where it is too wide each field takes lines of its own.
        if let width, fields.naturalWidth > width {
            for field in entry.fields {
                page += TextTable.Style.bold.paint(field.name, colour) + "  " + language(field.zh, field.en) + "\n"
                page += DisplayWidth.wrapped("    " + words.allowed(field), to: width, indent: "    ") + "\n"
            }
        } else {
            page += fields.render(width: width, colour: colour)
        }
        var facts = [(language("业务日期", "effective"), effective(entry))]
        if let key = naturalKey(entry) { facts.append((language("唯一性", "unique by"), key)) }
        for rule in entry.notAbove { facts.append((language("规则", "rule"), self.rule(rule, entry))) }
        if !entry.isCorrectable, type.opensRecord {
            facts.append((language("更正", "correction"), language("只能撤销，不能更正", "can be retracted, not corrected")))
        }
        facts.append((language("示例", "example"), entry.example))
        let room = (facts.map { DisplayWidth.of($0.0) }.max() ?? 0) + 2
        let indent = String(repeating: " ", count: room)
        page += "\n"
        for (label, value) in facts {
            let line = DisplayWidth.padded(label, to: room) + value
            // A command is copied whole, so it is never broken by us.
            page += DisplayWidth.wrapped(line, to: value == entry.example ? nil : width, indent: indent) + "\n"
        }
        return page
    }

    private func shortEffective(_ type: RecordType) -> String {
        switch type.effective {
        case .monthEnd: language("月末", "month end")
        case .weekEnd: language("周日", "Sunday")
        case .given: effective(type)
        }
    }

    private func effective(_ type: RecordType) -> String {
        switch type.effective {
        case .weekEnd: language("周日（由周得出）", "the week's Sunday")
        case .monthEnd: language("月末（由月份得出）", "month end, by the month")
        case .given(let zh, let en): language(zh, en)
        }
    }

    private func naturalKey(_ type: RecordType) -> String? { type.naturalKey.map { language($0.zh, $0.en) } }

    private func rule(_ rule: (field: String, limit: String), _ entry: RecordType) -> String {
        FieldWords(language).rule(rule, of: entry)
    }

    // MARK: - JSON

    /// The whole catalog for programs, in both languages whatever the page's: `{"types":[…]}`.
    public static var json: JSON { .members([.init("types", .array(Catalog.types.map { json($0) }))]) }

    /// One type for programs.
    public static func json(_ entry: RecordType) -> JSON {
        var members: [JSON.Member] = [
            .init("type", .string(entry.type.rawValue)), .init("zh", .string(entry.zh)), .init("en", .string(entry.en)),
            .init("correctable", .boolean(entry.isCorrectable)), .init("example", .string(entry.example)),
            .init("fields", .array(entry.fields.map(json))),
            .init(
                "not_above",
                .array(
                    entry.notAbove.map {
                        .members([.init("field", .string($0.field)), .init("limit", .string($0.limit))])
                    })),
        ]
        switch entry.effective {
        case .monthEnd: members.append(.init("effective", .members([.init("from", .string("month_end"))])))
        case .weekEnd: members.append(.init("effective", .members([.init("from", .string("week_end"))])))
        case .given(let zh, let en):
            members.append(.init("effective", names(zh, en, .init("from", .string("given")))))
        }
        if let key = entry.naturalKey { members.append(.init("natural_key", names(key.zh, key.en))) }
        return .members(members)
    }

    private static func names(_ zh: String, _ en: String, _ others: JSON.Member...) -> JSON {
        .members([.init("zh", .string(zh)), .init("en", .string(en))] + others)
    }

    private static func list(_ choices: [RecordType.Choice]) -> JSON {
        .array(choices.map { names($0.zh, $0.en, .init("value", .string($0.value))) })
    }

    private static func json(_ field: RecordType.Field) -> JSON {
        func kind(_ name: String, _ others: JSON.Member...) -> JSON {
            .members(
                [
                    .init("name", .string(field.name)), .init("zh", .string(field.zh)), .init("en", .string(field.en)),
                    .init("kind", .string(name)),
                ] + others + (field.isOptional ? [.init("optional", .boolean(true))] : []))
        }
        switch field.kind {
        case .enterprise: return kind("enterprise")
        case .township: return kind("township")
        case .month: return kind("month")
        case .amount(let currency): return kind("amount", .init("unit", .string(currency.rawValue)))
        case .points(let limit): return kind("points", .init("maximum", .string(Hundredths(limit).description)))
        case .ratedPoints: return kind("rated_points")
        case .ratedItem: return kind("rated_item")
        case .text(let limit): return kind("text", .init("limit", .integer(Int64(limit))))
        case .choice(let choices): return kind("choice", .init("choices", list(choices)))
        case .listed(let limit, let choices):
            return kind("text", .init("limit", .integer(Int64(limit))), .init("usual", list(choices)))
        case .country: return kind("country")
        case .date: return kind("date")
        case .count: return kind("count")
        case .week: return kind("week")
        case .quantity: return kind("quantity")
        case .reference(let type): return kind("reference", .init("type", .string(type.rawValue)))
        case .unit: return kind("unit")
        case .workItem: return kind("work_item")
        case .workStage: return kind("work_stage")
        case .plan: return kind("plan")
        case .hash(.base64): return kind("hash", .init("form", .string("base64")))
        case .hash(.hex): return kind("hash", .init("form", .string("hex")))
        case .scheme: return kind("scheme")
        case .target: return kind("target")
        case .facts: return kind("facts")
        }
    }
}
