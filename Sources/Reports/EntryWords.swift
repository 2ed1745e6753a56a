import Accounts
import Ledger
import Records

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
        if type == .planAdopted { return data["plan"]?["title"]?.text ?? "" }
        for field in Catalog[type].fields where field.name != "township" {
            guard let value = data[field.name]?.text ?? data[field.name]?.integer.map(String.init), !value.isEmpty
            else { continue }
            switch field.kind {
            case .enterprise: parts.append(entry.enterpriseName.isEmpty ? value : entry.enterpriseName)
            case .amount, .quantity, .count:
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
