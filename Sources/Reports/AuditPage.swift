import Audits
import Ledger
import Records
import Scoring

/// The answer to "what was the score on this day?": as it stood, as published, as restated, and why they differ.
public struct AuditPage: Page {
    public let audit: Audit
    public let language: Language
    /// The id of the only township wanted; nil for all.
    public let township: String?

    public init(_ audit: Audit, township: String?, language: Language) {
        self.audit = audit
        self.township = township
        self.language = language
    }

    private var scheme: Scheme? { audit.stages.last?.table?.scheme }
    private var townships: [Scheme.Township] {
        (scheme?.townships ?? []).filter { township == nil || $0.id == township }
    }
    private var words: EventWords { EventWords(language, scheme: scheme) }

    private func title(_ stage: Audit.Stage) -> String {
        switch stage {
        case .asStood: language("当时", "as it stood")
        case .published(_, let number): language("公布\n第 \(number) 版", "published\nedition \(number)")
        case .restated: language("现在", "restated")
        }
    }

    public func text(width: Int?, colour: Bool) -> String {
        var page =
            TextTable.Style.bold.paint(
                language("审计：\(audit.on) 的得分", "Audit: the score of \(audit.on)"), colour) + "\n"
        let names = audit.stages.map { title($0.stage).replacing("\n", with: " ") }
        let space = names.reduce(14) { max($0, DisplayWidth.of($1)) }
        for (stage, name) in zip(audit.stages, names) {
            let known =
                language("已入账 \(stage.head.size) 条，树根 ", "\(Language.plural(stage.head.size, "event")), root ")
                + stage.head.root.base64
            page += "  \(DisplayWidth.padded(name, to: space)) \(known)\n"
            if case .published(let edition, _) = stage.stage, !edition.isTrue {
                page +=
                    TextTable.Style.red.paint(
                        language("  公布的表与账本不符！", "  the published table is not what the ledger makes!"), colour) + "\n"
            }
            if stage.table == nil { page += language("    当时没有施行的办法\n", "    no scheme was in force as known then\n") }
        }
        page += "\n" + totals.render(width: width, colour: colour)
        let effects = effects
        guard !effects.isEmpty else {
            return page + "\n" + language("没有使得分变动的事件\n", "no event made a difference\n")
        }
        page +=
            "\n"
            + TextTable.Style.bold.paint(
                language(
                    "使得分变动的事件（\(effects.count) 条，按入账顺序）",
                    "events that made a difference (\(effects.count), in order of recording)"), colour) + "\n"
        page += (township.map { own($0, effects) } ?? all(effects)).render(width: width, colour: colour)
        return page
    }

    public var document: Document {
        var document = Document(language("审计：\(audit.on) 的得分", "Audit: the score of \(audit.on)"), language: language)
        for stage in audit.stages {
            let count = language("已入账 \(stage.head.size) 条，树根 ", "\(Language.plural(stage.head.size, "event")), root ")
            var fault = ""
            if case .published(let edition, _) = stage.stage, !edition.isTrue {
                fault = language("；公布的表与账本不符！", "; the published table is not what the ledger makes!")
            }
            document.facts.append(
                .init(title(stage.stage).replacing("\n", with: " "), count + stage.head.root.base64 + fault))
        }
        let effects = effects
        document.sections = [
            Document.Section(language("各阶段得分", "the totals of each stage"), table: totals),
            Document.Section(
                language("使得分变动的事件", "events that made a difference"),
                table: township.map { own($0, effects) } ?? all(effects),
                notes: effects.isEmpty ? [language("没有使得分变动的事件", "no event made a difference")] : []),
        ]
        document.sections[1].isBroad = true
        document.time = audit.stages.last?.head.recordedAt
        return document
    }

    private var effects: [Effect] {
        audit.whole.effects.filter { township == nil || $0.changes.townships[township ?? ""] != nil }
    }

    private var totals: TextTable {
        let parts = Effect.Kind.allCases.filter { $0 != .calendar }.map { ($0, audit.whole.part($0)) }
        let whole = audit.whole.total
        return TextTable(
            [.init(language("乡镇", "township"), least: 8)]
                + audit.stages.map { .init(title($0.stage), .right) }
                + [.init(language("增减", "change"), .right)]
                + parts.map { .init(language("其中\n", "of which\n") + words.kind($0.0), .right) }
                + [.init(language("名次", "rank"), .right)],
            rows: townships.map { place in
                var cells: [TextTable.Cell] = [.init(place.name)]
                let rows = audit.stages.map { stage in stage.table?.rows.first { $0.id == place.id } }
                cells += rows.map { row in row.map { .points($0.total) } ?? "—" }
                cells.append(
                    .change(whole.total(place.id), formula: .difference(of: audit.stages.count, minus: 1)))
                cells += parts.map { .change($0.1.total(place.id)) }
                cells.append(.ranks((rows.first ?? nil)?.rank, (rows.last ?? nil)?.rank))
                return cells
            })
    }

    /// One township's account: what moved it, by how much, in which indicators, and whose event it was.
    private func own(_ id: String, _ effects: [Effect]) -> TextTable {
        TextTable(
            [
                .init("seq", .right), .init(language("入账时间", "recorded"), least: 10, mayFold: true),
                .init(language("增减", "change"), .right), .init(language("因何", "kind")),
                .init(language("事件", "event"), least: 20), .init(language("考核项", "indicators"), least: 12),
            ],
            rows: effects.map { effect in
                let items = (scheme?.indicators ?? []).compactMap { indicator -> String? in
                    let points = effect.changes.points(id, indicator.id)
                    return points == 0
                        ? nil : "\(language(indicator.name, indicator.id)) \(DifferencePage.signed(points))"
                }
                return [
                    effect.entry.map { .count($0.event.seq) } ?? "",
                    effect.entry.map { .moment($0.event.recordedAt, .dim) } ?? "",
                    .change(effect.changes.total(id)), .init(words.kind(effect.kind)),
                    .init(words.line(effect), effect.entry?.township == id ? .plain : .yellow),
                    .init(items.joined(separator: language("，", ", "))),
                ]
            }, foldedNote: language("未显示：", "not shown: "))
    }

    private func all(_ effects: [Effect]) -> TextTable {
        TextTable(
            [
                .init("seq", .right), .init(language("入账时间", "recorded"), least: 10, mayFold: true),
                .init(language("因何", "kind")), .init(language("事件", "event"), least: 20),
                .init(language("各乡镇增减", "townships' changes"), least: 16),
            ],
            rows: effects.map { effect in
                let moved = townships.compactMap { place -> String? in
                    let total = effect.changes.total(place.id)
                    return total == 0 ? nil : "\(place.name) \(DifferencePage.signed(total))"
                }
                return [
                    effect.entry.map { .count($0.event.seq) } ?? "",
                    effect.entry.map { .moment($0.event.recordedAt, .dim) } ?? "",
                    .init(words.kind(effect.kind)), .init(words.line(effect)),
                    .init(moved.joined(separator: language("，", ", "))),
                ]
            }, foldedNote: language("未显示：", "not shown: "))
    }

    /// `{"on","stages":[{"stage","known","table"}],"total":{…},"parts":{kind:{…}},"effects":[…]}`
    public func json() -> JSON {
        .members([
            .init("on", .string(audit.on.description)),
            .init(
                "stages",
                .array(
                    audit.stages.map { stage in
                        var members: [JSON.Member] = [.init("known", stage.head.json)]
                        switch stage.stage {
                        case .asStood: members.append(.init("stage", .string("as_stood")))
                        case .restated: members.append(.init("stage", .string("restated")))
                        case .published(let edition, let number):
                            members.append(.init("stage", .string("published")))
                            members.append(.init("edition", .integer(Int64(number))))
                            members.append(.init("true", .boolean(edition.isTrue)))
                        }
                        if let table = stage.table {
                            members.append(.init("table", table.json(head: stage.head, township: township)))
                        }
                        return .members(members)
                    })),
            .init("total", EventWords.json(audit.whole.total, township: township)),
            .init(
                "parts",
                .members(
                    Effect.Kind.allCases.filter { $0 != .calendar }.map {
                        .init($0.rawValue, EventWords.json(audit.whole.part($0), township: township))
                    })),
            .init(
                "effects",
                .array(
                    effects.map { EventWords.json($0, township: township) })),
        ])
    }

    /// A line an event and township: `seq,recorded_at,kind,type,id,event_township,township,indicator,points`.
    public func csv(withByteOrderMark: Bool = false) -> String {
        var rows = [["seq", "recorded_at", "kind", "type", "id", "event_township", "township", "indicator", "points"]]
        for effect in audit.whole.effects {
            for place in townships {
                for indicator in scheme?.indicators ?? [] {
                    let points = effect.changes.points(place.id, indicator.id)
                    guard points != 0, let entry = effect.entry else { continue }
                    rows.append([
                        String(entry.event.seq), entry.event.recordedAt.description, effect.kind.rawValue,
                        entry.event.type, entry.event.id, entry.township, place.id, indicator.id,
                        DecimalText.fixed(Int128(points), decimals: 2),
                    ])
                }
            }
        }
        return CSV.text(rows, withByteOrderMark: withByteOrderMark)
    }
}
