import Ledger
import Programmes
import Records

/// What inspections found, by township and one by one.
public struct InspectionsPage: Page {
    public let book: InspectionBook
    public let head: LogHead
    public let language: Language
    private let names: TownshipNames
    /// Whether those that are mended are listed too.
    private let isWhole: Bool

    /// - Parameter townships: those whose names are shown for their ids.
    public init(
        _ book: InspectionBook, head: LogHead, townships: [Scheme.Township], isWhole: Bool = false, language: Language
    ) {
        self.book = book
        self.head = head
        self.isWhole = isWhole
        self.language = language
        names = TownshipNames(townships, language)
    }

    public var document: Document {
        var document = Document(
            language("督查整改", "Inspections and what became of them"), on: book.on, head: head, language: language)
        document.sections = [townships, list]
        return document
    }

    private var townships: Document.Section {
        var section = Document.Section(language("各乡镇", "Township by township"))
        guard !book.findings.isEmpty else {
            section.paragraphs = [language("没有督查发现的问题。", "Inspections have found nothing.")]
            return section
        }
        section.table = InspectionTable(names: names, language: language).places(book)
        return section
    }

    private var list: Document.Section {
        let listed = isWhole ? book.findings : book.findings.filter { $0.state != .mended }
        var section = Document.Section(
            isWhole ? language("全部问题", "All findings") : language("未整改到位的问题", "Findings that are not mended"))
        guard !listed.isEmpty else {
            section.paragraphs = [language("没有。", "None.")]
            return section
        }
        section.table = InspectionTable(names: names, language: language).list(listed)
        section.isBroad = true
        return section
    }

    /// A line a finding, mended or not; `remark` is the latest step's.
    public func csv(withByteOrderMark: Bool) -> String {
        let header = [
            "record", "inspection_no", "township", "topic", "finding", "found", "due", "state", "mended", "days",
            "remark",
        ]
        let rows = book.findings.map { finding in
            [
                finding.record.id, finding.number, finding.township, finding.topic, finding.finding,
                finding.found.description, finding.due.description, finding.state.rawValue,
                finding.mended?.description ?? "", finding.days.map(String.init) ?? "",
                finding.steps.last.map(InspectionBook.remark) ?? "",
            ]
        }
        return CSV.text([header] + rows, withByteOrderMark: withByteOrderMark)
    }

    /// `{"on","known","findings":[{"record","inspection_no","township","topic","finding","found","due","state",
    /// "mended"|null,"days"|null,"steps":[{"record","type","on","remark"}]}],"townships":[{"id","findings","mended",
    /// "overdue","mended_rate"}]}`; every finding, whatever is listed.
    public func json() -> JSON {
        .members([
            .init("on", .string(book.on.description)), .init("known", head.json),
            .init("findings", .array(book.findings.map(InspectionsPage.json))),
            .init(
                "townships",
                .array(
                    book.places.map { place in
                        .members([
                            .init("id", .string(place.township)), .init("findings", .integer(Int64(place.findings))),
                            .init("mended", .integer(Int64(place.mended))),
                            .init("overdue", .integer(Int64(place.overdue))),
                            .init("mended_rate", .ratio(place.mendedRate)),
                        ])
                    })),
        ])
    }

    static func json(_ finding: InspectionBook.Finding) -> JSON {
        .members([
            .init("record", .string(finding.record.id)), .init("inspection_no", .string(finding.number)),
            .init("township", .string(finding.township)), .init("topic", .string(finding.topic)),
            .init("finding", .string(finding.finding)), .init("found", .string(finding.found.description)),
            .init("due", .string(finding.due.description)), .init("state", .string(finding.state.rawValue)),
            .init("mended", finding.mended.map { .string($0.description) } ?? .null),
            .init("days", finding.days.map { .integer(Int64($0)) } ?? .null),
            .init(
                "steps",
                .array(
                    finding.steps.map { step in
                        .members([
                            .init("record", .string(step.id)), .init("type", .string(step.type.rawValue)),
                            .init("on", .string(step.effective.description)),
                            .init("remark", .string(InspectionBook.remark(step))),
                        ])
                    })),
        ])
    }
}

/// The tables of inspections, as their own page and the monthly notice show them.
struct InspectionTable {
    let names: TownshipNames
    let language: Language

    func places(_ book: InspectionBook) -> TextTable {
        var rows = names.inOrder(book.places, by: \.township).map { place -> [TextTable.Cell] in
            [
                .init(names[place.township]), .count(place.findings), .count(place.mended),
                .count(place.overdue, place.overdue > 0 ? .red : .plain), .percent(place.mendedRate),
            ]
        }
        let all = book.county
        rows.append([
            .init(language("全县", "county"), .bold), .count(all.findings), .count(all.mended), .count(all.overdue),
            .percent(all.mendedRate, .bold),
        ])
        return TextTable(
            [
                .init(language("乡镇", "township"), least: 8), .init(language("发现问题", "findings"), .right),
                .init(language("整改到位", "mended"), .right), .init(language("逾期", "overdue"), .right),
                .init(language("整改率", "mended of all"), .right),
            ], rows: rows)
    }

    func list(_ findings: [InspectionBook.Finding]) -> TextTable {
        TextTable(
            [
                .init(language("编号", "number"), least: 8), .init(language("乡镇", "township"), least: 8),
                .init(language("事项", "topic"), least: 6, mayFold: true), .init(language("问题", "finding"), least: 12),
                .init(language("督查日期", "found")), .init(language("期限", "due")), .init(language("状态", "state")),
                .init(language("最近情况", "latest"), least: 8, mayFold: true),
            ],
            rows: findings.map { finding in
                [
                    .init(finding.number), .init(names[finding.township]), .init(finding.topic), .init(finding.finding),
                    .day(finding.found), .day(finding.due), state(finding),
                    .init(finding.steps.last.map(InspectionBook.remark) ?? "", .dim),
                ]
            }, foldedNote: language("未显示：", "not shown: "))
    }

    private func state(_ finding: InspectionBook.Finding) -> TextTable.Cell {
        switch finding.state {
        case .open: .init(language("待整改", "open"), .yellow)
        case .underWay: .init(language("整改中", "under way"), .yellow)
        case .overdue: .init(language("逾期", "overdue"), .red)
        case .mended: .init(language("到位", "mended") + (finding.isInTime ? "" : language("（逾期）", " (late)")), .green)
        }
    }
}
