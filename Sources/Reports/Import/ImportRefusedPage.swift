import Accounts
import Intake
import Ledger
import Records
import Sheets

/// What is wrong with sheets, a fault a line, and the corrections that changed rows would need.
public struct ImportRefusedPage: Sendable {
    private let words: FaultWords
    private let names: [String: String]
    private var language: Language { words.language }

    public init(_ words: FaultWords) {
        self.words = words
        names = Dictionary(words.townships.map { ($0.id, $0.name) }) { first, _ in first }
    }

    // MARK: - Files and headings

    /// Lines `file sheet!cell: …` and, last, that nothing was recorded. Ends in a line feed.
    public func text(_ faults: IntakeFaults) -> String {
        let lines = faults.faults.map { fault in
            ImportRefusedPage.place(fault).text + language("：", ": ") + sentence(fault)
        }
        return (lines + [language("未入账", "nothing recorded")]).joined(separator: "\n") + "\n"
    }

    /// `{"refused":[{"file","sheet","column","problem","message"}]}`
    public func json(_ faults: IntakeFaults) -> JSON {
        .members([
            .init(
                "refused",
                .array(
                    faults.faults.map { fault in
                        .members(
                            ImportRefusedPage.place(fault).members + [
                                .init("problem", .string(fault.problem.code)),
                                .init("message", .string(sentence(fault))),
                            ])
                    }))
        ])
    }

    private func sentence(_ fault: IntakeFaults.Fault) -> String {
        switch fault.problem {
        case .sheet(let fault): words.words(fault)
        case .heading(let fault): words.words(fault)
        }
    }

    private static func place(_ fault: IntakeFaults.Fault) -> ImportPlace {
        var place = ImportPlace(place: fault.place)
        if case .heading(let heading) = fault.problem { place.column = heading.column }
        return place
    }

    // MARK: - Rows

    /// Lines `file sheet!cell field: …`, the changes, and, last, the numbers and the way on. Ends in a line feed.
    public func text(_ refused: ImportRefused) -> String {
        var lines = refused.faults.map { ImportRefusedPage.place($0, refused).text + " " + sentence($0, refused) }
        if refused.omitted > 0 {
            lines.append(language("另有 \(refused.omitted) 处错误未列出", "\(refused.omitted) more faults are not listed"))
        }
        lines += refused.changes.map { change in
            let place = ImportPlace(place: refused.sources[change.source].place, row: change.row)
            let id = Terminal.safe(change.amendment.before.id)
            return place.text
                + language(
                    " 与已入账的记录 \(id)（第 \(change.amendment.before.seq) 条）不同：",
                    " differs from record \(id) (event \(change.amendment.before.seq)):")
                + "\n" + facts(change.amendment).dropLast()
        }
        return (lines + [total(refused)]).joined(separator: "\n") + "\n"
    }

    private func total(_ refused: ImportRefused) -> String {
        var total: [String] = []
        if refused.refusedRows > 0 {
            total.append(
                language(
                    "\(refused.rows) 条中有 \(refused.refusedRows) 条被退回",
                    "\(refused.refusedRows) of \(refused.rows) facts refused"))
        }
        if !refused.changes.isEmpty {
            total.append(
                language(
                    "\(refused.changes.count) 条与账上不同，要作为更正入账请加 --correct --reason 理由",
                    "\(refused.changes.count) differ from the ledger; --correct --reason WHY records them as corrections"
                ))
        }
        total.append(language("全部未入账", "nothing recorded"))
        return total.joined(separator: language("；", "; "))
    }

    /// What a fault says, with the cell's own text where the value was scaled from it.
    public func sentence(_ fault: ImportRefused.Fault, _ refused: ImportRefused) -> String {
        let text = words.of(refused.sources[fault.source].plan.type).words(fault.refusal)
        guard let cell = fault.cellText,
            let column = refused.sources[fault.source].plan.columns.first(where: { $0.number == fault.column })
        else { return text }
        let heading = language.quoted(Terminal.safe(column.heading))
        let note =
            cell == fault.refusal.found
            ? language("本列按表头\(heading)换算", "the column is scaled by its heading \(heading)")
            : language(
                "格中是\(language.quoted(Terminal.safe(cell)))，按表头\(heading)换算",
                "the cell says \(language.quoted(Terminal.safe(cell))), scaled by the heading \(heading)")
        return text + language("；", "; ") + note
    }

    /// The facts that differ, old and new, a line each.
    func facts(_ amendment: Amendment) -> String {
        lines(amendment.before.data, amendment.before.effective, amendment.data, amendment.effective, amendment)
    }

    /// The same, each with its field.
    public func lines(_ amendment: Amendment) -> [(field: String, line: String)] {
        let before = amendment.before
        var found: [(field: String, line: String)] = []
        for field in Catalog[before.type].fields where before.data[field.name] != amendment.data[field.name] {
            let data = JSON.members(
                (before.data.object ?? []).map { member in
                    member.key == field.name ? .init(field.name, amendment.data[field.name] ?? member.value) : member
                })
            found.append((field.name, lines(before.data, before.effective, data, before.effective, amendment)))
        }
        if before.effective != amendment.effective {
            found.append(
                ("effective", lines(before.data, before.effective, before.data, amendment.effective, amendment)))
        }
        return found
    }

    private func lines(
        _ old: JSON, _ oldDate: CivilDate, _ new: JSON, _ newDate: CivilDate, _ amendment: Amendment
    ) -> String {
        FactLines(
            type: amendment.before.type, before: old, beforeDate: oldDate, after: new, afterDate: newDate,
            names: names, language: language
        ).text(width: nil, colour: false)
    }

    static func place(_ fault: ImportRefused.Fault, _ refused: ImportRefused) -> ImportPlace {
        ImportPlace(place: refused.sources[fault.source].place, row: fault.row, column: fault.column)
    }

    /// `{"refused":[…],"omitted","changed":[…],"rows"}`
    public func json(_ refused: ImportRefused) -> JSON {
        .members([
            .init("refused", .array(refused.faults.map { json($0, refused) })),
            .init("omitted", .integer(Int64(refused.omitted))),
            .init("changed", .array(refused.changes.map { json($0, refused.sources) })),
            .init("rows", .integer(Int64(refused.rows))),
        ])
    }

    private func json(_ fault: ImportRefused.Fault, _ refused: ImportRefused) -> JSON {
        var members = ImportRefusedPage.place(fault, refused).members
        members += [
            .init("field", .string(fault.refusal.field)), .init("found", .string(fault.refusal.found)),
            .init("problem", .string(fault.refusal.problem.code)), .init("message", .string(sentence(fault, refused))),
        ]
        if let text = fault.cellText { members.append(.init("cell_text", .string(text))) }
        return .members(members)
    }

    func json(_ change: ImportRefused.Change, _ sources: [Intake.Source]) -> JSON {
        let before = change.amendment.before
        let place = ImportPlace(place: sources[change.source].place, row: change.row)
        var fields = Catalog[before.type].fields.compactMap { field -> JSON? in
            guard let old = before.data[field.name], let new = change.amendment.data[field.name], old != new else {
                return nil
            }
            return .members([.init("field", .string(field.name)), .init("old", old), .init("new", new)])
        }
        if before.effective != change.amendment.effective {
            fields.append(
                .members([
                    .init("field", .string("effective")), .init("old", .string(before.effective.description)),
                    .init("new", .string(change.amendment.effective.description)),
                ]))
        }
        return .members(
            place.members + [
                .init("record", .string(before.id)), .init("seq", .integer(before.seq)),
                .init("changes", .array(fields)),
            ])
    }
}
