import Accounts
import Intake
import Ledger
import Records

/// What became of sheets that were taken: what was read where, what was left out, and the receipt.
public struct ImportPage: Sendable {
    private let sources: [Intake.Source]
    private let leftOut: [Intake.LeftOut]
    private let notes: [IntakeRows.Notes]
    private let changes: [ImportRefused.Change]
    private let places: [ImportPlace]
    private let receipt: ReceiptPage
    private let language: Language

    public init(_ receipt: Receipt, _ rows: IntakeRows, of intake: Intake, language: Language, isRehearsal: Bool) {
        sources = intake.sources
        leftOut = intake.leftOut
        notes = rows.notes
        self.language = language
        self.receipt = ReceiptPage(receipt, language: language, isRehearsal: isRehearsal)
        places = receipt.outcomes.indices.map { index in
            let place = rows.place(ofFact: index + 1)
            return ImportPlace(place: intake.sources[place.source].place, row: place.row)
        }
        changes = receipt.amendments.map { amendment in
            let place = rows.place(ofFact: amendment.row)
            return ImportRefused.Change(source: place.source, row: place.row, month: place.month, amendment: amendment)
        }
    }

    /// A line a sheet with what is worth knowing of it, the corrections, and the receipt. Ends in a line feed.
    public func text() -> String {
        var lines = sources.indices.map(line)
        lines += leftOut.filter { $0.reason != .empty }.map { sheet in
            ImportPlace(place: sheet.place).text
                + language("：未读，", ": not read, ")
                + (sheet.reason == .hidden
                    ? language("隐藏的工作表", "a hidden sheet") : language("没有认出表头", "no heading recognised"))
        }
        let page = ImportRefusedPage(FaultWords(language))
        for change in changes {
            let place = ImportPlace(place: sources[change.source].place, row: change.row)
            let id = Terminal.safe(change.amendment.before.id)
            lines.append(
                place.text + language(" 更正记录 \(id)：", " corrects record \(id):") + "\n"
                    + page.facts(change.amendment).dropLast())
        }
        return lines.joined(separator: "\n") + "\n" + receipt.text()
    }

    private func line(_ index: Int) -> String {
        let source = sources[index]
        let plan = source.plan
        let notes = notes[index]
        let words = FaultWords(language)
        var parts = [
            language(
                "\(words.name(plan.type))，\(notes.facts) 条",
                "\(words.name(plan.type)), \(notes.facts) fact\(notes.facts == 1 ? "" : "s")")
        ]
        if let month = plan.month {
            parts.append(language("月份取自标题：\(month)", "month by the title: \(month)"))
        }
        let units = plan.columns.filter { ($0.unit?.power ?? 0) > 0 }.map(\.heading)
        if !units.isEmpty {
            parts.append(
                language(
                    "按单位换算：\(language.list(units.map(Terminal.safe)))",
                    "scaled by their unit: \(language.list(units.map(Terminal.safe)))"))
        }
        if let currency = plan.assumedCurrency {
            let unit = currency == .cny ? language("元", "yuan") : language("美元", "dollars")
            parts.append(language("金额没有写单位，按\(unit)计", "amounts without a unit, taken in \(unit)"))
        }
        func rows(_ numbers: [Int], _ zh: String, _ en: String) {
            guard let first = numbers.first else { return }
            let list = language.list(numbers.prefix(5).map(String.init)) + (numbers.count > 5 ? " …" : "")
            parts.append(
                language("\(zh)不计：第 \(list) 行", "\(en) left out: row\(numbers.count == 1 ? " \(first)" : "s \(list)")"))
        }
        rows(notes.totals, "合计行", "totals")
        rows(notes.examples, "示例行", "examples")
        rows(notes.others, "重复表头和表尾", "repeated headings and footnotes")
        if !plan.ignored.isEmpty {
            parts.append(
                language(
                    "未用的列：\(language.list(plan.ignored.map(Terminal.safe)))",
                    "columns not used: \(language.list(plan.ignored.map(Terminal.safe)))"))
        }
        if notes.formulas > 0 {
            parts.append(
                language(
                    "\(notes.formulas) 格是公式，取保存时的值",
                    "\(notes.formulas) formula cell(s): the values stored with the file"))
        }
        return ImportPlace(place: source.place).text + language("：", ": ")
            + parts.joined(separator: language("；", "; "))
    }

    /// The receipt's JSON with the place of each event, `"corrected"`, and `"sheets"`.
    public func json() -> JSON {
        let plain = receipt.json()
        let events = (plain["events"]?.array ?? []).enumerated().map { index, event -> JSON in
            let rest = (event.object ?? []).filter { $0.key != "row" }
            return .members(rest + places[index].members)
        }
        let page = ImportRefusedPage(FaultWords(language))
        let kept = (plain.object ?? []).filter { $0.key != "events" }
        return .members(
            kept + [
                .init("events", .array(events)),
                .init("corrected", .array(changes.map { page.json($0, sources) })),
                .init("sheets", .array(sources.indices.map(sheet))),
                .init(
                    "not_read",
                    .array(
                        leftOut.map {
                            .members(
                                ImportPlace(place: $0.place).members + [.init("reason", .string($0.reason.rawValue))])
                        })),
            ])
    }

    private func sheet(_ index: Int) -> JSON {
        let plan = sources[index].plan
        let notes = notes[index]
        func numbers(_ rows: [Int]) -> JSON { .array(rows.map { .integer(Int64($0)) }) }
        var members = ImportPlace(place: sources[index].place).members
        members += [
            .init("type", .string(plan.type.rawValue)), .init("facts", .integer(Int64(notes.facts))),
            .init("totals", numbers(notes.totals)), .init("examples", numbers(notes.examples)),
            .init("others", numbers(notes.others)), .init("formulas", .integer(Int64(notes.formulas))),
            .init("ignored_columns", .array(plan.ignored.map { .string($0) })),
        ]
        if let month = plan.month { members.append(.init("month", .string(month))) }
        return .members(members)
    }
}
