import Intake
import Ledger
import Records
import Reports
import Sheets
import TestSupport
import Testing
import Workbooks

/// Random facts, written as a workbook or as CSV and imported, are the events that they are when submitted by themselves.
struct RoundTripTests {
    private struct Facts {
        var random: SeededGenerator
        let submissions: [Submission]

        init(seed: UInt64) {
            var random = SeededGenerator(seed: seed)
            func amount() -> String {
                Hundredths(
                    Int64.random(in: 0...(Bool.random(using: &random) ? 999 : 99_999_999_999_999), using: &random)
                )
                .description
            }
            func name() -> String {
                let signs = ["镇", "a", " ", ",", ";", "\"", "=", "+", "-", "@", "'", "（", "é", "1", "🚢"]
                return "名"
                    + (0..<Int.random(in: 0...8, using: &random)).map { _ in signs.randomElement(using: &random) ?? "" }
                    .joined() + "。"
            }
            var all: [Submission] = []
            for number in 1...6 {
                all.append(
                    Submission.register(
                        number, ["jiapu", "meishan", "kaifaqu"].randomElement(using: &random) ?? "jiapu"
                    )
                    .with("name", (Bool.random(using: &random) ? "=" : "") + name()))
            }
            for number in 1...6 {
                for month in ["2020-01", "2020-02", "2020-05"] where Bool.random(using: &random) {
                    let exports = amount()
                    all.append(.trade(number, month, exports, imports: amount(), general: exports, epidemic: "0"))
                }
            }
            for number in 1...6 where Bool.random(using: &random) {
                all.append(
                    .invest(
                        number, amount(), in: ["VN", "US", "CD"].randomElement(using: &random) ?? "US",
                        on: "2020-06-0\(number)", no: "核\(number)"))
            }
            for number in 1...6 where Bool.random(using: &random) {
                all.append(Submission.visit(number, name(), on: "2020-05-1\(number)", orders: amount()))
            }
            self.random = random
            submissions = all
        }

        /// The facts as tables, one a type: heading and rows, columns in a random order.
        mutating func tables() -> [(name: String, rows: [[String]])] {
            HeadingWords.types.compactMap { entry in
                let facts = submissions.filter { $0.type == entry.type }
                guard !facts.isEmpty else { return nil }
                var columns = entry.fields.map { (heading: $0.zh, field: $0.name) }
                if case .given(let zh, _) = entry.effective { columns.append((zh, "effective")) }
                columns.shuffle(using: &random)
                let rows = facts.map { fact in
                    columns.map { $0.field == "effective" ? fact.effective ?? "" : fact.data[$0.field]?.text ?? "" }
                }
                return (entry.zh, [columns.map(\.heading)] + rows)
            }
        }
    }

    /// What the ledger says of submissions: type, date and facts, without where they come from.
    private static func said(_ desk: ImportDesk) throws -> [String] {
        try desk.events().map { line in
            guard let open = line.firstIndex(of: "["), let close = line.firstIndex(of: "]") else { return line }
            return String(line[..<open] + line[close...])
        }
    }

    private static func direct(_ facts: Facts) throws -> [String] {
        let desk = try ImportDesk()
        try desk.ledger.append(facts.submissions)
        return try said(desk)
    }

    @Test(arguments: 0..<12)
    func throughAWorkbook(seed: UInt64) throws {
        var facts = Facts(seed: seed)
        let desk = try ImportDesk()
        let path = desk.path("facts.xlsx")
        let book = try WorkbookWriter(path: path, title: "", created: 1)
        for (name, rows) in facts.tables().shuffled(using: &facts.random) {
            let sheet = try book.sheet(name)
            for (row, cells) in rows.enumerated() {
                for (column, text) in cells.enumerated() {
                    let isNumber = row > 0 && rows[0][column].hasSuffix("额") && Bool.random(using: &facts.random)
                    try sheet.write(isNumber ? .decimal(text) : .text(text), at: row, column)
                }
            }
        }
        try book.close()
        guard case .taken = try desk.take(path) else {
            Issue.record("refused")
            return
        }
        #expect(try Self.said(desk) == Self.direct(facts))
    }

    @Test(arguments: 20..<26)
    func throughCSV(seed: UInt64) throws {
        var facts = Facts(seed: seed)
        let desk = try ImportDesk()
        for (index, table) in facts.tables().enumerated() {
            let path = try desk.write(
                "\(index).csv", CSV.text(table.rows, withByteOrderMark: Bool.random(using: &facts.random)))
            guard case .taken = try desk.take(path) else {
                Issue.record("refused")
                return
            }
        }
        #expect(try Self.said(desk) == Self.direct(facts))
    }
}
