import Accounts
import Foundation
import Intake
import Ledger
import Records
import ReportWorkbooks
import Reports
import Sheets
import TestSupport

/// Spreadsheets from strangers, changed by a seed: the archive's bytes, the XML of its parts, the bytes of CSV files. Each
/// is understood or refused in the ledger's own terms, in bounded time and memory, and nothing is recorded by a rehearsal.
public final class SheetDrill {
    public struct Tally: Sendable {
        public var workbooks = 0
        public var csv = 0
        /// Every row would be recorded.
        public var taken = 0
        /// Read, and refused with faults at cells.
        public var refused = 0
        /// Not a spreadsheet that can be read, or none whose headings are understood.
        public var unread = 0
        public var slowestMilliseconds = 0
        public var peakMegabytes = 0
    }

    public private(set) var tally = Tally()
    private let seed: UInt64
    private var mutator: Mutator
    private var memory = MemoryWatch()
    private let watchdog = Watchdog()
    private let ledger: TemporaryLedger
    private let vocabulary: Vocabulary
    private let archives: [Archive]
    private let texts: [[UInt8]]

    /// - Parameter folder: the repository's, whose fixtures are what is changed.
    public init(seed: UInt64, fixtures: URL) throws {
        self.seed = seed
        mutator = Mutator(random: SeededGenerator(seed: seed))
        ledger = try TemporaryLedger(now: SmallLedger.now)
        try ledger.append(
            [.adopt(try TemporaryLedger.builtInScheme(), id: "s1")] + (1...6).map { .register($0, "jiapu") })
        vocabulary = try ledger.office.read { _, books in Vocabulary(books.schemes) }
        let names = try FileManager.default.contentsOfDirectory(atPath: fixtures.path).sorted()
        archives = try names.filter { $0.hasSuffix(".xlsx") }.map {
            try Archive(path: fixtures.appendingPathComponent($0).path)
        }
        texts =
            try names.filter { $0.hasSuffix(".csv") }.map {
                try Array(Data(contentsOf: fixtures.appendingPathComponent($0)))
            } + [Array(SheetDrill.trade.utf8)]
        try Broken.unless(!archives.isEmpty && texts.count > 1, "there are no fixtures in \(fixtures.path)")
    }

    private static let trade = """
        2020年5月进出口情况,,,,,\r
        统一社会信用代码,企业名称,出口额（万元）,其中：一般贸易,进口额（万元）,防疫物资\r
        \(ExampleEnterprise.code(1)),示例一,"1,250.5",1000,0,1\r
        \(ExampleEnterprise.code(2)),"示例 ""二"", 有限",3,0.5,7,0\r
        合计,,1253.5,1000.5,7,1\r

        """

    /// One spreadsheet.
    /// - Throws: `Broken` where it is neither taken nor refused as it should be.
    public func run() throws {
        let place = "seed \(seed), sheet \(tally.workbooks + tally.csv + 1)"
        let isCSV = mutator.number(0..<3) == 0
        let path = ledger.folder.appendingPathComponent(isCSV ? "x.csv" : "x.xlsx").path
        let changed = mutator
        do {
            try isCSV ? writeCSV(to: path) : writeWorkbook(to: path)
            let took = try watchdog.watch(place) { try take(path) }
            tally.slowestMilliseconds = max(tally.slowestMilliseconds, took)
            try memory.look(place)
            tally.peakMegabytes = memory.peak
        } catch let broken as Broken { throw Broken("\(place): \(broken)") } catch {
            throw Broken("\(place) (state \(changed.random)): an error of another type: \(error)")
        }
    }

    private func writeCSV(to path: String) throws {
        tally.csv += 1
        var bytes = texts[mutator.number(0..<texts.count)]
        for _ in 0..<mutator.number(1..<4) { bytes = mutatedText(bytes) }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    private func mutatedText(_ bytes: [UInt8]) -> [UInt8] {
        let separators = bytes.indices.filter { [0x2C, 0x0A, 0x22, 0x09].contains(bytes[$0]) }
        guard mutator.number(0..<3) > 0, !separators.isEmpty else { return mutator.mutated(bytes) }
        var changed = bytes
        let place = separators[mutator.number(0..<separators.count)]
        let put: [UInt8] =
            switch mutator.number(0..<8) {
            case 0: [0x22]
            case 1: Array(repeating: 0x2C, count: [1, 300, 20_000][mutator.number(0..<3)])
            case 2: Array("=cmd|' /C calc'!A0".utf8)
            case 3: Array("\"\(String(repeating: "长", count: [10, 40_000][mutator.number(0..<2)]))\"".utf8)
            case 4: [0x0D]
            case 5: [0xEF, 0xBB, 0xBF]
            case 6: Array("\u{1B}[2J,'; DROP TABLE events;--,-1,1e9".utf8)
            default: [0x0A]
            }
        changed.insert(contentsOf: put, at: place)
        return changed
    }

    private func writeWorkbook(to path: String) throws {
        tally.workbooks += 1
        var archive = archives[mutator.number(0..<archives.count)]
        for _ in 0..<mutator.number(1..<4) {
            let index = mutator.number(0..<archive.parts.count)
            if mutator.number(0..<25) == 0, archive.parts.count > 1 {
                archive.parts.remove(at: index)
            } else {
                archive.parts[index].bytes = XMLMutator.mutated(archive.parts[index].bytes, &mutator)
            }
        }
        try archive.write(to: path)
        guard mutator.number(0..<4) == 0 else { return }
        // The zip's own structure: sizes, checksums, the directory at its end.
        let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
        try Data(mutator.mutated(bytes)).write(to: URL(fileURLWithPath: path))
    }

    private func take(_ path: String) throws {
        let before = try ledger.head()
        do {
            let intake = try Intake(paths: [path], options: .init(), vocabulary: vocabulary)
            try submit(intake)
        } catch let faults as IntakeFaults {
            tally.unread += 1
            try Broken.unless(!faults.faults.isEmpty, "refused without a fault")
            for language in [Language.zh, .en] {
                try Harmless.require(ImportRefusedPage(FaultWords(language)).text(faults))
            }
        }
        try Broken.unless(try ledger.head() == before, "a rehearsal left a trace")
    }

    private func submit(_ intake: Intake) throws {
        let rows = intake.rows(limit: 20_000)
        do {
            let receipt = try ledger.office.append(rows, actor: "stranger", rehearse: true, changed: .proposed)
            tally.taken += 1
            try Harmless.require(ImportPage(receipt, rows, of: intake, language: .zh, isRehearsal: true).text())
        } catch let refused as BatchRefused {
            if let fault = rows.fault { throw fault }
            tally.refused += 1
            var placed = ImportRefused(refused, rows, of: intake)
            try placed.readCells(intake)
            for language in [Language.zh, .en] {
                try Harmless.require(ImportRefusedPage(FaultWords(language)).text(placed))
            }
            guard mutator.number(0..<10) == 0 else { return }
            let copy = ledger.folder.appendingPathComponent("marked.xlsx").path
            _ = try MarkedCopy(intake, placed, FaultWords(.zh)).write(to: copy, created: 0)
            // What was marked can be read again.
            _ = try SheetFile(path: copy)
        }
    }
}

/// What is told goes to a terminal, and must not steer it.
enum Harmless {
    static func require(_ text: String) throws {
        let steering = text.unicodeScalars.first { scalar in
            (scalar.value < 0x20 && scalar != "\n") || (0x7F..<0xA0).contains(scalar.value)
                || (0x202A...0x202E).contains(scalar.value) || (0xE0000...0xE007F).contains(scalar.value)
        }
        try Broken.unless(steering == nil, "U+\(String(steering?.value ?? 0, radix: 16)) goes to the terminal: \(text)")
    }
}
