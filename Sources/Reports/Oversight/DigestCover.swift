import Ledger
import Oversight
import Programmes
import Records

/// The digest's first page, which stands alone: the week's figures, what waits longest, who must act, what changed. It fits
/// one A4 page at any amount of work: each list has a limit and says what it leaves out, and long names are cut.
struct DigestCover {
    /// The most rows of each table, those that sum up the rest included.
    enum Limit {
        static let matters = 10
        static let units = 7
        static let townships = 8
        static let changes = 7
    }
    /// The most columns of the texts that people wrote.
    private enum Width {
        static let matter = 44
        static let name = 22
    }

    private let digest: Digest
    private let language: Language
    private let words: OversightWords

    init(_ digest: Digest, _ words: OversightWords) {
        self.digest = digest
        self.words = words
        language = words.language
    }

    var sections: [Document.Section] { [figures, matters, units, townships, changes] }

    /// Whether the tables of units, townships and changes leave anything out.
    var cutsUnits: Bool { unitRows.count > Limit.units }
    var cutsTownships: Bool { digest.byTownship.count > Limit.townships }
    var cutsChanges: Bool { digest.counts.count > Limit.changes }

    // MARK: - The figures

    private var figures: Document.Section {
        var section = Document.Section(language("本周要点", "The week in figures"))
        section.paragraphs =
            [fills, warnings, tickets] + (digest.work == nil ? [] : [items]) + (digest.hasFindings ? [findings] : [])
        return section
    }

    private var fills: String {
        let sum = digest.monitoring.sum { _, week in week == digest.week }
        guard sum.due > 0 else { return language("本周没有应填的周报。", "No weekly figures were due.") }
        let rate = Numerals.percent(sum.fillRate) ?? ""
        let severe = digest.monitoring.changes.filter { $0.worst == .severe }.count
        let overdue = digest.monitoring.overdue.count
        return language(
            "周报应填 \(sum.due) 家，已填 \(sum.filled) 家，填报率 \(rate)；比上周变化严重的企业 \(severe) 家；四周内逾期未填 \(overdue) 份。",
            "Weekly figures: \(sum.filled) of \(sum.due) filled in, \(rate); \(Language.plural(severe, "enterprise")) with a "
                + "severe change; \(overdue) overdue in four weeks.")
    }

    private var warnings: String {
        let sum = digest.monitoring.sum { _, week in week == digest.week }
        let open = digest.monitoring.open
        guard let oldest = open.map({ $0.age(on: digest.on) }).max() else {
            return language(
                "预警：本周 \(sum.warnings) 条，没有待响应的。",
                "Warnings: \(sum.warnings) this week, none waits for a response.")
        }
        return language(
            "预警：本周 \(sum.warnings) 条；待响应 \(open.count) 条，最久 \(oldest) 天。",
            "Warnings: \(sum.warnings) this week; \(open.count) without a response, the oldest for "
                + "\(Language.plural(oldest, "day")).")
    }

    private var tickets: String {
        let sum = digest.tickets.sum
        let rate = Numerals.percent(sum.closedLoopRate) ?? "—"
        return language(
            "交办单：本年登记 \(sum.raised) 件，闭环 \(sum.closed) 件，闭环率 \(rate)；未闭环 \(sum.open) 件，其中超期 \(sum.overdue) 件、待企业确认 \(sum.unconfirmed) 件。",
            "Tickets: \(sum.raised) raised this year, \(sum.closed) closed, \(rate); \(sum.open) open, \(sum.overdue) of them "
                + "overdue, \(sum.unconfirmed) waiting for the enterprise's word.")
    }

    private var items: String {
        let (overdue, due) = (digest.overdueWork.count, digest.dueWork.count)
        return language(
            "重点工作：逾期未完成 \(overdue) 项，七日内到期未完成 \(due) 项。",
            "Key work: \(Language.plural(overdue, "target")) overdue, \(due) due in 7 days and not done.")
    }

    private var findings: String {
        let open = digest.inspections.findings.count { $0.state != .mended }
        let overdue = digest.overdueFindings.count
        return language(
            "督查问题：未整改到位 \(open) 件，其中逾期 \(overdue) 件。",
            "Inspections: \(Language.plural(open, "finding")) not mended, \(overdue) of them overdue.")
    }

    // MARK: - What waits longest

    private var matters: Document.Section {
        let heading = language("最久未办的事项", "What waits longest")
        let shown = digest.pressing(Limit.matters)
        guard !shown.isEmpty else { return DigestPage.none(heading, language) }
        var section = Document.Section(
            heading,
            table: TextTable(
                [
                    .init(language("事项", "matter"), least: 12), .init(language("责任方", "whose"), least: 8),
                    .init(language("类别", "kind")), .init(language("编号、阶段", "number, stage"), least: 10),
                    .init(language("期限或预警日", "due or warned")), .init(language("已过天数", "days since"), .right),
                ], rows: shown.map(row)))
        if let rest = rest(shown) { section.notes = [rest] }
        return section
    }

    private func row(_ matter: Digest.Matter) -> [TextTable.Cell] {
        let (what, whose, kind, number): (String, String, String, String) =
            switch matter {
            case .ticket(let ticket):
                (
                    told(ticket.problem, of: ticket.concerned), words.unit(ticket.unit), language("交办单", "ticket"),
                    ticket.number
                )
            case .work(let work):
                (work.item.name, language.list(work.lead), language("重点工作", "key work"), work.cell.stage.name)
            case .warning(let warning):
                (
                    told(warning.cause, of: warning.concerned), words.townships[warning.concerned.township],
                    words.choice(warning.severity, "severity", of: .warningRaised) + language("预警", " warning"),
                    warning.number
                )
            case .finding(let finding):
                (finding.finding, words.townships[finding.township], language("督查问题", "finding"), finding.number)
            }
        return [
            .init(DisplayWidth.cut(what, to: Width.matter)), cut(whose), .init(kind), cut(number),
            .day(matter.since), .count(matter.days(on: digest.on), .red),
        ]
    }

    private func told(_ text: String, of concerned: Concerned) -> String {
        text.isEmpty ? words.name(concerned) : words.name(concerned) + language("：", ": ") + text
    }

    private func cut(_ name: String) -> TextTable.Cell { .init(DisplayWidth.cut(name, to: Width.name)) }

    /// What the table has no room for, with the commands that list it.
    private func rest(_ shown: [Digest.Matter]) -> String? {
        var left = [
            digest.tickets.overdue.count, digest.overdueWork.count, digest.monitoring.open.count,
            digest.overdueFindings.count,
        ]
        for matter in shown {
            switch matter {
            case .ticket: left[0] -= 1
            case .work: left[1] -= 1
            case .warning: left[2] -= 1
            case .finding: left[3] -= 1
            }
        }
        let kinds: [(zh: String, en: String, command: String)] = [
            ("件超期交办单", "overdue ticket", CommandName.tickets), ("项逾期重点工作", "overdue target", CommandName.worklist),
            ("条待响应预警", "open warning", CommandName.monitoring),
            ("件逾期督查问题", "overdue finding", CommandName.inspections),
        ]
        let parts = zip(left, kinds).filter { $0.0 > 0 }.map { count, kind in
            language("\(count) \(kind.zh)", Language.plural(count, kind.en)) + language.bracketed(kind.command)
        }
        guard !parts.isEmpty else { return nil }
        return language("另有", "More: ") + language(" ", "") + language.list(parts)
            + language("，见后附清单。", "; the lists follow on the next pages.")
    }

    // MARK: - Who must act

    var unitRows: [(name: String, agenda: Digest.Agenda)] {
        let nobody = digest.unassigned.count
        var waiting = Digest.Agenda()
        waiting.otherTickets = nobody
        return digest.byUnit.map { (words.unit($0.unit), $0.agenda) }
            + (nobody > 0 ? [(language("（待交办）", "(nobody yet)"), waiting)] : [])
    }

    var townshipRows: [(name: String, agenda: Digest.Agenda)] {
        digest.byTownship.map { (words.townships[$0.township], $0.agenda) }
    }

    private var units: Document.Section {
        DigestPage.units(shortened(unitRows, to: Limit.units), of: digest, language)
    }

    private var townships: Document.Section {
        DigestPage.townships(shortened(townshipRows, to: Limit.townships), of: digest, language)
    }

    /// The first rows, and the others summed up in the last.
    private func shortened(
        _ rows: [(name: String, agenda: Digest.Agenda)], to limit: Int
    ) -> [(name: String, agenda: Digest.Agenda)] {
        let rows = rows.map { (name: DisplayWidth.cut($0.name, to: Width.matter), agenda: $0.agenda) }
        guard rows.count > limit else { return rows }
        let rest = rows.dropFirst(limit - 1)
        return rows.prefix(limit - 1) + [
            (
                language("其余 \(rest.count) 个", "\(rest.count) others"),
                rest.reduce(Digest.Agenda()) { $0 + $1.agenda }
            )
        ]
    }

    private var changes: Document.Section {
        var section = DigestPage.changes(digest.changes(Limit.changes), language)
        if cutsChanges {
            let others = digest.counts.count - Limit.changes
            section.notes = [
                language(
                    "变化最大的 \(Limit.changes) 项；另有 \(others) 项，见后附清单。",
                    "The \(Limit.changes) that changed most; \(Language.plural(others, "other")) on the next pages.")
            ]
        }
        return section
    }
}
