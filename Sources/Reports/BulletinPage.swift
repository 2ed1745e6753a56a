import Audits
import Ledger
import Records
import Scoring

/// The monthly notice to the townships (通报): the page that a director reads.
public struct BulletinPage: Page {
    public let bulletin: Bulletin
    /// The signed state; nil where there is no key at hand.
    public let checkpoint: SignedCheckpoint?
    public let language: Language

    public init(_ bulletin: Bulletin, checkpoint: SignedCheckpoint?, language: Language) {
        self.bulletin = bulletin
        self.checkpoint = checkpoint
        self.language = language
    }

    private var scheme: Scheme { bulletin.table.scheme }

    public var document: Document {
        let month = bulletin.month
        var document = Document(
            language("\(month.year) 年 \(month.monthOfYear) 月通报", "Monthly notice, \(month)"), language: language)
        document.issuer = scheme.title
        document.facts =
            [.init(language("依据", "by"), bulletin.source)]
            + PageHead(
                title: "", on: bulletin.table.on, months: bulletin.table.months, head: bulletin.head,
                language: language
            ).facts
        document.sections = [scores, tasks, goals, months, corrections].compactMap(\.self)
        if let section = inspections(number: document.sections.count + 1) { document.sections.append(section) }
        if let seal { document.sections.append(seal) }
        document.footer = footer
        document.time = bulletin.head.recordedAt
        return document
    }

    // MARK: - Sections

    /// Attachment 2, with ranks and changes since last month.
    private var scores: Document.Section {
        let page = ScorePage(bulletin.table, head: bulletin.head, language: language)
        var section = Document.Section(
            language("一、得分与名次", "1. Scores and ranks"),
            table: ScoreSheet(table: bulletin.table, language: language)
                .textTable(page.rows(.rank), before: bulletin.before),
            notes: page.footnotes(isWhole: true))
        section.paragraphs = [BulletinWords(bulletin, language).summary]
        return section
    }

    /// Attachment 3.
    private var tasks: Document.Section {
        let tasks = TaskTable(progress: bulletin.progress, language: language)
        return Document.Section(
            language("二、任务完成情况", "2. The townships' tasks"), table: tasks.table, notes: tasks.notes)
    }

    /// Attachment 4.
    private var goals: Document.Section {
        var section = Document.Section(
            language("三、全县重点工作目标", "3. The county's goals"),
            table: GoalTable(progress: bulletin.progress, language: language).table)
        section.figure = .bars(columns: GoalTable.bars)
        return section
    }

    private var months: Document.Section? {
        guard bulletin.months.count > 1 else { return nil }
        var section = Document.Section(language("四、各乡镇得分走势", "4. Totals month by month"))
        let order = ScorePage(bulletin.table, head: bulletin.head, language: language).rows(.rank)
        section.table = TextTable(
            [.init(language("乡镇", "township"), least: 8)]
                + bulletin.months.map {
                    .init(language("\($0.month.monthOfYear) 月", $0.month.description), .right)
                },
            rows: order.map { row in
                [.init(row.name)]
                    + bulletin.months.map { one in
                        one.table.rows.first { $0.id == row.id }.map { .points($0.total) } ?? "—"
                    }
            })
        section.figure = .lines(columns: 1...bulletin.months.count)
        section.notes = [
            language("各月均按上述已入账的事实计算", "every month as known at the size stated above")
        ]
        return section
    }

    private var corrections: Document.Section? {
        let number = bulletin.months.count > 1 ? language("五、", "5. ") : language("四、", "4. ")
        guard let since = bulletin.sinceEdition else { return nil }
        var section = Document.Section(
            number + language("上次公布以来的更正与补报", "Corrections and late facts since the last edition"))
        let effects = since.difference.effects
        let fixed = effects.count { $0.kind != .newFact }
        let late = effects.count - fixed
        section.paragraphs = [
            language(
                "对照 \(since.edition.month) 第 \(since.number) 版（前 \(since.edition.known.size) 条事件）：使该月得分变动的有更正 \(fixed) 条、补报 \(late) 条。",
                "Against edition \(since.number) of \(since.edition.month) (its first \(Language.plural(since.edition.known.size, "event"))): "
                    + "\(fixed) correction\(fixed == 1 ? "" : "s") and \(late) late fact\(late == 1 ? "" : "s") moved that "
                    + "month's scores.")
        ]
        guard !effects.isEmpty else { return section }
        if effects.count > Self.effectLimit {
            section.notes = [
                language(
                    "只列变动最大的 \(Self.effectLimit) 条；全部见 taizhang audit \(since.edition.on)",
                    "the \(Self.effectLimit) that moved most; taizhang audit \(since.edition.on) lists all")
            ]
        }
        let words = EventWords(language, scheme: scheme)
        section.table = TextTable(
            [
                .init("seq", .right), .init(language("入账时间", "recorded"), least: 10, mayFold: true),
                .init(language("因何", "kind")),
                .init(language("事件", "event"), least: 20),
                .init(language("各乡镇增减", "townships' changes"), least: 16),
            ],
            rows: most(effects).map { effect in
                let moved = scheme.townships.compactMap { place -> String? in
                    let total = effect.changes.total(place.id)
                    return total == 0 ? nil : "\(place.name) \(DifferencePage.signed(total))"
                }
                return [
                    effect.entry.map { .count($0.event.seq) } ?? "",
                    effect.entry.map { .moment($0.event.recordedAt, .dim) } ?? "", .init(words.kind(effect.kind)),
                    .init(words.line(effect)), .init(moved.joined(separator: language("，", ", "))),
                ]
            })
        return section
    }

    /// What inspections found in the month, what was mended in it, and what was still open at its end.
    private func inspections(number: Int) -> Document.Section? {
        let month = bulletin.month
        let findings = bulletin.inspections.findings.filter { finding in
            finding.found.month == month || finding.mended?.month == month || finding.state != .mended
        }
        guard !findings.isEmpty else { return nil }
        let names = TownshipNames(scheme.townships, language)
        var section = Document.Section(
            language("\(["一", "二", "三", "四", "五", "六"][number - 1])、督查整改", "\(number). Inspections"),
            table: InspectionTable(names: names, language: language).list(findings))
        let found = findings.count { $0.found.month == month }
        let mended = findings.count { $0.mended?.month == month }
        let open = findings.filter { $0.state != .mended }
        let overdue = open.count { $0.state == .overdue }
        section.paragraphs = [
            language(
                "本月发现问题 \(found) 个，整改到位 \(mended) 个；月末未整改到位 \(open.count) 个，其中逾期 \(overdue) 个。",
                "Found in the month: \(found); mended in it: \(mended). Not mended at its end: \(open.count), of them overdue: "
                    + "\(overdue).")
        ]
        section.isBroad = true
        return section
    }

    /// A page holds this many.
    private static let effectLimit = 40

    /// The effects that moved most, in order of recording.
    private func most(_ effects: [Effect]) -> [Effect] {
        func size(_ effect: Effect) -> Int64 {
            scheme.townships.reduce(0) { $0 + abs(effect.changes.total($1.id)) }
        }
        let kept = Set(
            effects.enumerated().sorted { (size($1.element), $0.offset) < (size($0.element), $1.offset) }
                .prefix(Self.effectLimit).map(\.offset))
        return effects.enumerated().filter { kept.contains($0.offset) }.map(\.element)
    }

    /// The signed checkpoint, line by line, so that anybody can hold it against a later one.
    private var seal: Document.Section? {
        guard let checkpoint else { return nil }
        var section = Document.Section(language("检查点", "Checkpoint"))
        section.paragraphs = String(decoding: checkpoint.bytes, as: UTF8.self)
            .split(separator: "\n").map(String.init)
        return section
    }

    private var footer: String {
        let origin = checkpoint.map { $0.checkpoint.origin + language("，", ", ") } ?? ""
        return language("检查点：", "checkpoint: ") + origin
            + language("\(bulletin.head.size) 条事件，树根 ", "\(Language.plural(bulletin.head.size, "event")), root ")
            + bulletin.head.root.base64
    }

    // MARK: - Data

    /// `{"month","table","before"?,"progress","months":[{"month","totals":{township:"n.nn"}}],"since_edition"?:{"month",
    /// "edition","known","effects":[…]},"inspections"?:[…],"checkpoint"?}`; `table`, `before` and `progress` as in `score` and `progress`.
    public func json() -> JSON {
        var members: [JSON.Member] = [
            .init("month", .string(bulletin.month.description)),
            .init("table", bulletin.table.json(head: bulletin.head)),
            .init("progress", bulletin.progress.json(head: bulletin.head)),
            .init(
                "months",
                .array(
                    bulletin.months.map { one in
                        .members([
                            .init("month", .string(one.month.description)),
                            .init(
                                "totals",
                                .members(one.table.rows.map { .init($0.id, .string($0.total.twoDecimals)) })),
                        ])
                    })),
        ]
        if let before = bulletin.before { members.append(.init("before", before.json(head: bulletin.head))) }
        if let since = bulletin.sinceEdition {
            members.append(
                .init(
                    "since_edition",
                    .members([
                        .init("month", .string(since.edition.month.description)),
                        .init("edition", .integer(Int64(since.number))), .init("known", since.edition.known.json),
                        .init("effects", .array(since.difference.effects.map { EventWords.json($0) })),
                    ])))
        }
        let findings = bulletin.inspections.findings
        if !findings.isEmpty { members.append(.init("inspections", .array(findings.map(InspectionsPage.json)))) }
        if let checkpoint {
            members.append(.init("checkpoint", .string(String(decoding: checkpoint.bytes, as: UTF8.self))))
        }
        return .members(members)
    }
}
