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
