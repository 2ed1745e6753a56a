import Ledger
import Programmes
import Records
import Scoring

/// The key work list as the notice prints it (Attachment 4), each cell with its state and evidence.
public struct WorkListPage: Page {
    public let status: WorkStatus
    public let adopted: AdoptedPlan
    public let head: LogHead
    public let language: Language
    private let words: WorkWords

    public init(_ status: WorkStatus, adopted: AdoptedPlan, head: LogHead, language: Language) {
        self.status = status
        self.adopted = adopted
        self.head = head
        self.language = language
        words = WorkWords(adopted.plan, language)
    }

    private var title: String { language("重点工作清单", "Key work list") }

    // MARK: - Terminal

    public func text(width: Int?, colour: Bool) -> String {
        var page = PageHead(
            title: adopted.title + " · " + title, on: status.on, months: nil, head: head, language: language
        ).text(width: width, colour: colour)
        page += wrapped(summary, width, indent: "  ") + "\n"
        for (number, row) in status.rows.enumerated() {
            let lead = words.lead(row.item)
            page += "\n" + TextTable.Style.bold.paint("\(number + 1) \(Terminal.safe(row.item.name))", colour)
            page +=
                lead.isEmpty ? "\n" : TextTable.Style.dim.paint(Terminal.safe(language.bracketed(lead)), colour) + "\n"
            for case let cell? in row.cells { page += text(cell, width, colour) }
        }
        if !notes.isEmpty { page += "\n" + FootNotes.text(notes.map(Terminal.safe), width: width, colour: colour) }
        return page
    }

    private func text(_ cell: WorkStatus.Cell, _ width: Int?, _ colour: Bool) -> String {
        let style = WorkWords.style(cell.state)
        var page = "  " + style.paint(words.state(cell.state), colour) + "  " + Terminal.safe(cell.stage.name)
        page += TextTable.Style.dim.paint("  \(cell.stage.by)", colour) + "\n"
        page += wrapped(cell.target.text, width, indent: "    ") + "\n"
        for line in words.evidence(cell) {
            page += wrapped(line, width, indent: "    ").split(separator: "\n")
                .map { TextTable.Style.dim.paint(String($0), colour) + "\n" }.joined()
        }
        return page
    }

    private func wrapped(_ text: String, _ width: Int?, indent: String) -> String {
        DisplayWidth.wrapped(indent + Terminal.safe(text), to: width, indent: indent)
    }

    /// `27 cells: 5 done, 2 under way …`.
    private var summary: String {
        let cells = status.rows.flatMap(\.cells).compactMap { $0 }
        let counts = WorkStatus.State.allCases.compactMap { state -> String? in
            let count = cells.count { $0.state == state }
            return count == 0 ? nil : language("\(words.name(state)) \(count)", "\(count) \(words.name(state))")
        }
        return language("共 \(cells.count) 项目标：", "\(Language.plural(cells.count, "target")): ") + language.list(counts)
    }

    private var notes: [String] {
        var notes: [String] = []
        if !status.list.note.isEmpty { notes.append(language("备注：", "note: ") + status.list.note) }
        for item in status.list.items {
            if let reading = item.reading {
                // A name that ends like a sentence takes no colon besides.
                let name = item.name.last == "。" ? String(item.name.dropLast()) : item.name
                notes.append(language("\(name)：\(reading)", "\(name): \(reading)"))
            }
        }
        if !status.others.isEmpty {
            let count = status.others.count
            notes.append(
                language(
                    "另有 \(count) 条进展对应的工作已不在清单中",
                    "\(Language.plural(count, "report")) on work that the list has no more"))
        }
        return notes
    }

    // MARK: - Document

    public var document: Document {
        var document = Document(title, on: status.on, head: head, language: language)
        document.issuer = adopted.title
        document.facts.append(
            .init(
                language("方案", "plan"),
                language("\(adopted.id)，\(adopted.effective) 起施行", "\(adopted.id), in force from \(adopted.effective)"))
        )
        var list = Document.Section("", table: asInTheNotice, notes: notes)
        list.paragraphs = [summary]
        list.isBroad = true
        document.sections = [list, Document.Section(language("完成情况", "cell by cell"), table: evidence)]
        return document
    }

    private var asInTheNotice: TextTable {
        TextTable(
            [
                .init(language("序号", "no."), .right), .init(language("年度重点工作", "work"), least: 12),
                .init(language("牵头单位", "lead"), least: 6, mayFold: true),
            ] + status.list.stages.map { .init($0.name, least: 10) },
            rows: status.rows.enumerated().map { number, row in
                [.count(number + 1), .init(row.item.name), .init(words.lead(row.item))]
                    + row.cells.map { cell in
                        guard let cell else { return .init("—", .dim) }
                        return .init(
                            "\(words.state(cell.state)) \(cell.target.text)", WorkWords.style(cell.state))
                    }
            })
    }

    private var evidence: TextTable {
        TextTable(
            [
                .init(language("重点工作", "work"), least: 12), .init(language("阶段", "stage"), least: 8),
                .init(language("期限", "by")), .init(language("状态", "state")),
                .init(language("依据", "evidence"), least: 20),
            ],
            rows: status.rows.flatMap { row in
                row.cells.compactMap { $0 }.map { cell in
                    [
                        .init(row.item.name), .init(cell.stage.name), .day(cell.stage.by),
                        .init(words.state(cell.state), WorkWords.style(cell.state)),
                        .init(words.evidence(cell).joined(separator: language("；", "; "))),
                    ]
                }
            }, foldedNote: language("未显示：", "not shown: "))
    }

    /// `{"on","known","plan":{"id","effective","seq"},"items":[{"id","name","lead":[…],"cells":[{"stage","by","text","state",
    /// "goals":[{"measure","at_least"|"above","value"}],"needs_confirmation","reports":[…],"confirmation"?}]}]}`
    public func json() -> JSON {
        .members([
            .init("on", .string(status.on.description)), .init("known", head.json),
            .init(
                "plan",
                .members([
                    .init("id", .string(adopted.id)), .init("effective", .string(adopted.effective.description)),
                    .init("seq", .integer(adopted.seq)),
                ])),
            .init("items", .array(status.rows.map(WorkData.json))),
        ])
    }
}
