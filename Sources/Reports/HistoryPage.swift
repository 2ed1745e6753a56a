import Accounts
import Ledger
import Records

/// One record with its whole history.
public struct HistoryPage: Page {
    public let record: Record
    public let entries: [RegisterEntry]
    public let head: LogHead
    public let language: Language
    private let townships: [Scheme.Township]

    public init(
        _ record: Record, entries: [RegisterEntry], head: LogHead, townships: [Scheme.Township], language: Language
    ) {
        self.record = record
        self.entries = entries
        self.head = head
        self.language = language
        self.townships = townships
    }

    private var names: [String: String] { Dictionary(townships.map { ($0.id, $0.name) }) { first, _ in first } }

    /// Each event, with what changes of the facts and their date; nil where it says nothing of them, as a retraction.
    private var steps: [(entry: RegisterEntry, facts: FactLines?)] {
        var before: JSON?
        var date: CivilDate?
        return entries.map { entry in
            let event = entry.event
            guard let facts = entry.opens ? event.data : event.data["data"] else { return (entry, nil) }
            let effective = entry.opens ? event.effective : event.data["effective"]?.text.flatMap { CivilDate($0) }
            defer { (before, date) = (facts, effective) }
            return (
                entry,
                FactLines(
                    type: record.type, before: before, beforeDate: date, after: facts, afterDate: effective,
                    names: names, language: language)
            )
        }
    }

    public func text(width: Int?, colour: Bool) -> String {
        let entry = Catalog[record.type]
        var page = TextTable.Style.bold.paint(
            "\(language(entry.zh, entry.en)) \(Terminal.safe(record.id))", colour)
        page += record.isLive ? language("（现行）", " (live)") : language("（已撤销）", " (retracted)")
        page += "\n"
        for (entry, facts) in steps {
            page += "\n" + step(entry, width, colour)
            page += facts?.text(width: width, colour: colour) ?? ""
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
        let table = RegisterPage(entries, head: head, townships: townships, more: false, language: language).document
        document.sections = table.sections
        var facts = Document.Section(language("内容与更正", "facts and corrections"))
        var rows: [[TextTable.Cell]] = []
        for case (let entry, let changes?) in steps {
            rows += changes.changes.map { line in
                [
                    .count(entry.event.seq), .init(line.label), .init(line.old ?? ""), .init(line.new, .bold),
                    .init(entry.event.data["reason"]?.text ?? ""),
                ]
            }
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
        RegisterPage(entries, head: head, townships: townships, more: false, language: language)
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
