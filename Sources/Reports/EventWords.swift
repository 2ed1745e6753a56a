import Accounts
import Audits
import Ledger
import Records

/// An event in one line, as audits tell of it.
struct EventWords {
    private let language: Language
    private let names: [String: String]
    /// Indicators' names by their ids, in Chinese; a scheme has no English ones.
    private let items: [String: String]

    /// - Parameter scheme: whose names are shown for ids; nil: the ids themselves.
    init(_ language: Language, scheme: Scheme?) {
        self.language = language
        let townships = scheme?.townships ?? []
        let indicators = language == .zh ? scheme?.indicators ?? [] : []
        items = Dictionary(indicators.map { ($0.id, $0.name) }) { first, _ in first }
        names = Dictionary(townships.map { ($0.id, $0.name) }) { first, _ in first }
    }

    func township(_ id: String) -> String { id.isEmpty ? language("未归属", "unassigned") : names[id] ?? id }

    /// What the event is and whose: 更正 月度进出口 2020-05 夹浦镇 示例公司 “报关单更正”.
    func short(_ entry: EventEntry) -> String {
        let event = entry.event
        guard let type = EventType(rawValue: event.type) else { return event.type }
        var parts = [language(Catalog[type].zh, Catalog[type].en)]
        let facts = event.data["data"] ?? event.data
        if let target = event.data["target"]?.text, !type.opensRecord { parts.append(target) }
        for key in ["month", "week", "ticket", "warning", "fair", "item", "report_no", "approval_no", "level"] {
            if let text = facts[key]?.text {
                parts.append(key == "item" ? items[text] ?? text : choice(text, in: facts, key, of: type))
            }
        }
        if let title = facts["scheme"]?["title"]?.text { parts.append(title) }
        if !entry.township.isEmpty { parts.append(township(entry.township)) }
        if !entry.enterprise.isEmpty { parts.append(entry.enterprise) }
        if let reason = event.data["reason"]?.text, !type.opensRecord { parts.append(language.quoted(reason)) }
        return parts.joined(separator: " ")
    }

    /// A choice in the reader's language: `city` is 市简报.
    /// - Parameters:
    ///   - facts: what it stands in; those of the record where the event corrects one, whose type they tell then.
    ///   - type: the event's.
    private func choice(_ value: String, in facts: JSON, _ key: String, of type: EventType) -> String {
        guard language == .zh else { return value }
        let keys = (facts.object ?? []).map(\.key)
        let entry =
            type.opensRecord
            ? Catalog[type] : Catalog.types.first { entry in keys.allSatisfy { entry.field($0) != nil } }
        guard case .choice(let choices)? = entry?.field(key)?.kind else { return value }
        return choices.first { $0.value == value }?.zh ?? value
    }

    func kind(_ kind: Effect.Kind) -> String {
        switch kind {
        case .newFact: language("新事实", "new fact")
        case .correction: language("更正", "correction")
        case .rules: language("规则", "rules")
        case .calendar: language("日历", "calendar")
        }
    }

    func line(_ effect: Effect) -> String {
        if let entry = effect.entry { return short(entry) }
        guard let day = effect.day else { return "" }
        return day.isMonthEnd
            ? language("\(day.month) 月满，与去年同期比较", "\(day.month) is over and compared with last year's")
            : language("\(day) 起计入", "\(day) begins to count")
    }

    static func json(_ entry: EventEntry) -> JSON {
        .members([
            .init("seq", .integer(entry.event.seq)), .init("id", .string(entry.event.id)),
            .init("type", .string(entry.event.type)), .init("effective", .string(entry.event.effective.description)),
            .init("recorded_at", .string(entry.event.recordedAt.description)),
            .init("actor", .string(entry.event.actor)), .init("source", .string(entry.event.source)),
            .init("township", .string(entry.township)),
        ])
    }

    /// `{"kind","event"?,"day"?,"points":{township:{indicator:"±n.nn"}}}`
    static func json(_ effect: Effect, township: String? = nil) -> JSON {
        var members: [JSON.Member] = [.init("kind", .string(effect.kind.rawValue))]
        if let entry = effect.entry { members.append(.init("event", json(entry))) }
        if let day = effect.day { members.append(.init("day", .string(day.description))) }
        members.append(.init("points", json(effect.changes, township: township)))
        return .members(members)
    }

    static func json(_ changes: PointChanges, township: String? = nil) -> JSON {
        .members(
            changes.townships.filter { township == nil || $0.key == township }.map { id, items in
                .init(
                    id, .members(items.map { .init($0.key, .string(DecimalText.fixed(Int128($0.value), decimals: 2))) })
                )
            })
    }
}
