import Accounts
import Foundation
import Intake
import Ledger
import Records
import Scoring
import Sheets
import Workbooks

/// Measures the way from a workbook into a ledger: `benchmarks import ROWS FOLDER`.
///
/// Each step runs in a process of its own (`benchmarks import-step STEP WORKBOOK`), which tells rows, seconds, CPU seconds
/// and peak memory in kB.
struct ImportBench {
    let rows: Int
    let folder: String

    private static let enterprises = 1_400

    /// Writes a workbook with so many rows of monthly trade, and the registrations that they need.
    func write(to path: String) throws {
        let book = try WorkbookWriter(path: path, title: "", created: 1)
        let register = try book.sheet("企业登记")
        let entry = ["统一社会信用代码", "企业名称", "乡镇", "出口规模", "归属起始日期"]
        for (column, heading) in entry.enumerated() { try register.write(.text(heading), at: 0, column) }
        for number in 0..<ImportBench.enterprises {
            let cells = [ImportBench.code(number), "示例\(number)公司", "夹浦镇", "500万美元以下", "2010-01-01"]
            for (column, text) in cells.enumerated() { try register.write(.text(text), at: number + 1, column) }
        }
        let trade = try book.sheet("月度进出口")
        let headings = ["统一社会信用代码", "月份", "出口额（元）", "进口额（元）", "一般贸易出口额（元）", "防疫物资出口额（元）"]
        for (column, heading) in headings.enumerated() { try trade.write(.text(heading), at: 0, column) }
        var random = Draws(seed: 3)
        for row in 0..<rows {
            let month = row / ImportBench.enterprises
            let exports = Hundredths(Int64(random(1_000_000_000))).description
            let imports = Hundredths(Int64(random(10_000_000))).description
            try trade.write(.text(ImportBench.code(row % ImportBench.enterprises)), at: row + 1, 0)
            try trade.write(.text("\(2011 + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)"), at: row + 1, 1)
            for (column, amount) in [exports, imports, exports, "0"].enumerated() {
                try trade.write(.decimal(amount), at: row + 1, column + 2)
            }
        }
        try book.close()
    }

    /// A made-up credit code with its check character.
    private static func code(_ number: Int) -> String {
        let body = "91330522MAT" + String(String(1_000_000 + number).dropFirst())
        do throws(CreditCode.Fault) { try CreditCode.check(body + "0") } catch {
            if case .checkCharacter(let expected) = error { return body + String(expected) }
        }
        return body + "0"
    }

    /// The table of all steps.
    func run(_ bench: Bench) throws {
        let path = folder + "/import.xlsx"
        try write(to: path)
        var figures: [Figure] = []
        for (step, name, bar) in [
            ("rows", "rows read", ""), ("submissions", "… as submissions", "bar 50000 rows/s, 256 MB"),
            ("ledger", "… recorded in a ledger", "the ledger's own pace, below"),
            ("append", "the same submissions from memory", ""),
        ] {
            let output = try Bench.output(CommandLine.arguments[0], ["import-step", step, path])
            let parts = output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
            guard parts.count == 4 else { throw CocoaError(.fileReadUnknown) }
            figures.append(
                Figure(
                    name: name, value: "\(Int(parts[0] / parts[1])) rows/s",
                    ratio: "\(Int(parts[3] / 1000)) MB", floor: bar))
        }
        bench.print(figures, title: "\(rows) rows of a workbook", columns: "value | memory | to")
    }

    /// One step, measured.
    static func step(_ step: String, _ path: String) throws {
        let scheme = try JSONReader.read(BuiltInScheme.text)
        let adopted = SchemeReader.read(scheme).scheme.map {
            AdoptedScheme(seq: 1, effective: CivilDate(trusted: 20_200_101), scheme: $0, ended: nil)
        }
        let vocabulary = Vocabulary(adopted.map { [$0] } ?? [])
        let read =
            step == "append"
            ? Array(try Intake(paths: [path], options: .init(), vocabulary: vocabulary).rows()) : []
        var count = 0
        let time = try ContinuousClock().measure {
            switch step {
            case "rows": count = try rows(path)
            case "submissions":
                for _ in try Intake(paths: [path], options: .init(), vocabulary: vocabulary).rows() { count += 1 }
            case "append": count = try record(read, path, scheme)
            default:
                count = try record(
                    try Intake(paths: [path], options: .init(), vocabulary: vocabulary).rows(), path, scheme)
            }
        }
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        let processor = Double(Glibc.clock()) / 1e6
        FileHandle.standardOutput.write(
            Data("\(count) \(seconds) \(processor) \(Benchmarks.peakMemory())\n".utf8))
    }

    private static func rows(_ path: String) throws -> Int {
        let file = try SheetFile(path: path)
        var count = 0
        for index in file.sheets.indices {
            let rows = try file.rows(ofSheet: index)
            while let more = try rows.next() { count += more.count }
        }
        return count
    }

    /// Records facts in a new ledger of their own.
    private static func record(
        _ facts: some Sequence<Result<Submission, Refusals>>, _ path: String, _ scheme: JSON
    ) throws -> Int {
        let ledger = path + ".\(getpid()).sqlite"
        let log = try SQLiteEventLog.create(path: ledger, schemas: Books.schemas)
        defer { SQLiteEventLog.remove(path: ledger) }
        var made = 0
        let office = Office(
            log: log, clock: { Instant.startOfDay(CivilDate(trusted: 20_220_101)) },
            newID: { _ in
                made += 1
                return "bench-\(made)"
            })
        let adoption = Submission(
            type: .schemeAdopted, effective: "2020-01-01", data: .members([.init("scheme", scheme)]))
        _ = try office.append([.success(adoption)], actor: "bench")
        return try office.append(facts, actor: "bench", changed: .proposed).outcomes.count
    }
}
