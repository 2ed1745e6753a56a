import Accounts
import Ledger
import Records

/// The register as people read it: events in order of recording.
public struct RegisterPage: Page {
    public let entries: [RegisterEntry]
    public let head: LogHead
    public let language: Language
    private let names: [String: String]
    /// Whether older entries were left out.
    private let more: Bool

    /// - Parameter townships: those whose names are shown for their ids.
    public init(
        _ entries: [RegisterEntry], head: LogHead, townships: [Scheme.Township], more: Bool, language: Language
    ) {
        self.entries = entries
        self.head = head
        self.more = more
        self.language = language
        names = Dictionary(townships.map { ($0.id, $0.name) }) { first, _ in first }
    }

    public func text(width: Int?, colour: Bool) -> String {
        guard !entries.isEmpty else { return language("没有符合条件的事件\n", "No such events.\n") }
        return table.render(width: width, colour: colour) + "\n" + count + "\n"
    }

    public var document: Document {
        var document = Document(language("流水账", "Register"), language: language)
        document.facts = [PageHead.known(head, language)]
        var section = Document.Section("", table: table, notes: [count])
        section.isBroad = true
        document.sections = [section]
        document.time = head.recordedAt
        return document
    }

    private var count: String {
        let count = language("共 \(entries.count) 条", Language.plural(entries.count, "event"))
        return more ? count + language("，更早的未列出（--limit）", ", older ones not shown (--limit)") : count
    }

    private var table: TextTable {
        TextTable(
            [
                .init("seq", .right), .init(language("入账时间", "recorded"), least: 10, mayFold: true),
                .init(language("业务日期", "effective")), .init(language("类型", "type"), least: 8),
                .init(language("乡镇", "township"), least: 8, mayFold: true),
                .init(language("内容", "facts"), least: 16), .init(language("状态", "state"), least: 4),
                .init(language("编号", "record"), least: 10),
                .init(language("经办人", "actor"), least: 6, mayFold: true),
            ],
            rows: entries.map { entry in
                let isLive = entry.opens && entry.record?.isLive == true
                return [
                    .count(entry.event.seq), .moment(entry.event.recordedAt, .dim), .day(entry.event.effective),
                    .init(EntryWords(entry, language).type),
                    .init(names[entry.township] ?? entry.township),
                    .init(EntryWords(entry, language).facts),
                    .init(EntryWords(entry, language).state, isLive ? .plain : .yellow), .init(entry.event.id),
                    .init(entry.event.actor, .dim),
                ]
            }, foldedNote: language("未显示：", "not shown: "))
    }

    /// One line an event: its fields, its township, its state, and the data as canonical JSON.
    public func csv(withByteOrderMark: Bool = false) -> String {
        let header = ["seq", "id", "type", "effective", "recorded_at", "actor", "source", "township", "state", "data"]
        let rows = entries.map { entry in
            [
                String(entry.event.seq), entry.event.id, entry.event.type, entry.event.effective.description,
                entry.event.recordedAt.description, entry.event.actor, entry.event.source, entry.township,
                EntryWords(entry, .en).state, String(decoding: entry.event.data.canonical, as: UTF8.self),
            ]
        }
        return CSV.text([header] + rows, withByteOrderMark: withByteOrderMark)
    }

    /// `{"known":…,"events":[{"event":…,"record","township","state","corrections":[seq],"retracted_by"?}],"more"}`.
    public func json() -> JSON {
        .members([
            .init("known", head.json), .init("events", .array(entries.map(EntryWords.json))),
            .init("more", .boolean(more)),
        ])
    }
}

/// One record with its whole history.
public struct HistoryPage: Page {
    public let record: Record
    public let entries: [RegisterEntry]
    public let head: LogHead
    public let language: Language
    private let names: [String: String]

    public init(
        _ record: Record, entries: [RegisterEntry], head: LogHead, townships: [Scheme.Township], language: Language
    ) {
        self.record = record
        self.entries = entries
        self.head = head
        self.language = language
        names = Dictionary(townships.map { ($0.id, $0.name) }) { first, _ in first }
    }

    public func text(width: Int?, colour: Bool) -> String {
        let entry = Catalog[record.type]
        var page = TextTable.Style.bold.paint(
            "\(language(entry.zh, entry.en)) \(Terminal.safe(record.id))", colour)
        page += record.isLive ? language("（现行）", " (live)") : language("（已撤销）", " (retracted)")
        page += "\n"
        var before: JSON?
        var date: CivilDate?
        for entry in entries {
            page += "\n" + step(entry, width, colour)
            let facts = entry.opens ? entry.event.data : entry.event.data["data"]
            guard let facts else { continue }
            let effective =
                entry.opens ? entry.event.effective : entry.event.data["effective"]?.text.flatMap { CivilDate($0) }
            page += FactLines(
                type: record.type, before: before, beforeDate: date, after: facts, afterDate: effective, names: names,
                language: language
            ).text(width: width, colour: colour)
            before = facts
            date = effective
        }
        return page
    }

    /// A row a change of a fact: the record as it was made, and every correction.
    public var document: Document {
        let type = Catalog[record.type]
        let state = record.isLive ? language("现行", "live") : language("已撤销", "retracted")
        var document = Document(
            "\(language(type.zh, type.en)) \(record.id)\(language.bracketed(state))", language: language)
        document.facts = [PageHead.known(head, language)]
        let table = RegisterPage(entries, head: head, townships: [], more: false, language: language).document
        document.sections = table.sections
        var facts = Document.Section(language("内容与更正", "facts and corrections"))
        var rows: [[TextTable.Cell]] = []
        var before: JSON?
        for entry in entries {
            guard let data = entry.opens ? entry.event.data : entry.event.data["data"] else { continue }
            let lines = FactLines(
                type: record.type, before: before, beforeDate: nil, after: data, afterDate: nil, names: names,
                language: language
            ).changes
            rows += lines.map { line in
                [
                    .count(entry.event.seq), .init(line.label), .init(line.old ?? ""), .init(line.new, .bold),
                    .init(entry.event.data["reason"]?.text ?? ""),
                ]
            }
            before = data
        }
        facts.table = TextTable(
            [
                .init("seq", .right), .init(language("字段", "field")), .init(language("原值", "before")),
                .init(language("现值", "after")), .init(language("理由", "reason")),
            ], rows: rows)
        document.sections.append(facts)
        document.time = head.recordedAt
        return document
    }

    private func step(_ entry: RegisterEntry, _ width: Int?, _ colour: Bool) -> String {
        let event = entry.event
        let what =
            entry.opens
            ? language("入账", "recorded")
            : event.type == EventType.eventRetracted.rawValue
                ? language("撤销", "retracted") : language("更正", "corrected")
        var line = "seq \(event.seq)  \(what)  \(Numerals.shanghai(event.recordedAt))  \(event.actor)"
        if !event.source.isEmpty { line += language("  来源：", "  source: ") + event.source }
        if let reason = event.data["reason"]?.text, !entry.opens { line += language("  理由：", "  reason: ") + reason }
        return TextTable.Style.bold.paint(DisplayWidth.wrapped(Terminal.safe(line), to: width, indent: "  "), colour)
            + "\n"
    }

    /// One line an event, as the register's CSV.
    public func csv(withByteOrderMark: Bool = false) -> String {
        RegisterPage(entries, head: head, townships: [], more: false, language: language)
            .csv(withByteOrderMark: withByteOrderMark)
    }

    /// `{"record":{"id","type","effective","data","live"},"known":…,"events":[…]}`, the events as in `log`.
    public func json() -> JSON {
        .members([
            .init(
                "record",
                .members([
                    .init("id", .string(record.id)), .init("type", .string(record.type.rawValue)),
                    .init("effective", .string(record.effective.description)), .init("data", record.data),
                    .init("live", .boolean(record.isLive)),
                ])),
            .init("known", head.json), .init("events", .array(entries.map(EntryWords.json))),
        ])
    }
}

/// An entry of the register in words.
struct EntryWords {
    private let entry: RegisterEntry
    private let language: Language

    init(_ entry: RegisterEntry, _ language: Language) {
        self.entry = entry
        self.language = language
    }

    var type: String {
        guard let type = EventType(rawValue: entry.event.type) else { return entry.event.type }
        return language(Catalog[type].zh, Catalog[type].en)
    }

    /// Whether the event opens a record, and what became of it.
    var state: String {
        guard entry.opens, let record = entry.record else {
            return language("改 ", "changes ") + (entry.record?.id ?? "?")
        }
        if let ended = record.ended { return language("撤销于 \(ended)", "retracted by \(ended)") }
        if let last = record.corrections.last { return language("更正于 \(last)", "corrected by \(last)") }
        return language("现行", "live")
    }

    /// The facts in short: who, which month, and the figures that are not 0.
    var facts: String {
        let data = entry.opens ? entry.event.data : entry.event.data["data"] ?? entry.record?.data ?? .object([])
        guard let type = entry.record?.type else { return "" }
        var parts: [String] = []
        if !entry.opens, let reason = entry.event.data["reason"]?.text { parts.append(language.quoted(reason)) }
        if type == .schemeAdopted { return data["scheme"]?["title"]?.text ?? "" }
        for field in Catalog[type].fields where field.name != "township" {
            guard let value = data[field.name]?.text ?? data[field.name]?.integer.map(String.init) else { continue }
            switch field.kind {
            case .enterprise: parts.append(entry.enterpriseName.isEmpty ? value : entry.enterpriseName)
            case .amount:
                if value != "0" { parts.append("\(language(field.zh, field.en)) \(Numerals.grouped(value))") }
            case .choice(let choices):
                let choice = choices.first { $0.value == value }
                parts.append(choice.map { language($0.zh, $0.en) } ?? value)
            case .text where field.name == "name" && parts.contains(value): break
            case .hash: break
            default: parts.append(value)
            }
        }
        return parts.joined(separator: " ")
    }

    static func json(_ entry: RegisterEntry) -> JSON {
        let event = entry.event
        var members: [JSON.Member] = [
            .init(
                "event",
                .members([
                    .init("actor", .string(event.actor)), .init("data", event.data),
                    .init("effective", .string(event.effective.description)), .init("id", .string(event.id)),
                    .init("recorded_at", .string(event.recordedAt.description)), .init("seq", .integer(event.seq)),
                    .init("source", .string(event.source)), .init("type", .string(event.type)),
                    .init("v", .integer(Event.formatVersion)),
                ])),
            .init("township", .string(entry.township)), .init("state", .string(EntryWords(entry, .en).state)),
        ]
        if let record = entry.record {
            members.append(.init("record", .string(record.id)))
            members.append(.init("corrections", .array(record.corrections.map { .integer($0) })))
            if let ended = record.ended { members.append(.init("retracted_by", .integer(ended))) }
        }
        return .members(members)
    }
}
