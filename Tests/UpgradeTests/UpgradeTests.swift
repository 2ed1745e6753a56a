import Accounts
import Foundation
import GRDB
import Ledger
import Records
import Scoring
import TestSupport
import Testing

/// Ledgers that each released format version wrote open, answer as they did then, and go on (docs/reliability.md).
///
/// A fixture is never made anew: it is what a program of its time wrote. `ledger-vN.answers.jsonl` holds what that program
/// answered, a question a line.
@Suite struct UpgradeTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
    /// Format version, number of events, root.
    static let fixtures: [(version: Int, size: Int64, root: String)] = [
        (1, 299, "A3WrTgsfAqdh6dSbFxlJNDy3dnN0j6vlt9dAsCAs8so="),
        // The same events, written by programs of the formats after it.
        (2, 299, "A3WrTgsfAqdh6dSbFxlJNDy3dnN0j6vlt9dAsCAs8so="),
        (3, 299, "A3WrTgsfAqdh6dSbFxlJNDy3dnN0j6vlt9dAsCAs8so="),
    ]

    /// A copy of a fixture in a folder of its own.
    static func withCopy<Result>(_ version: Int, _ body: (String) throws -> Result) throws -> Result {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let copy = folder.url.appendingPathComponent("ledger.sqlite")
        try FileManager.default.copyItem(
            at: Self.folder.appendingPathComponent("ledger-v\(version).sqlite"), to: copy)
        return try body(copy.path)
    }

    static func office(_ path: String) throws -> Office {
        if try version(path) != SQLiteEventLog.formatVersion {
            #expect(throws: LedgerError.self, "an old ledger is not used before it is migrated") {
                try SQLiteEventLog.open(path: path)
            }
            let copy = try #require(try Migration.migrate(path: path))
            #expect(try copy != path && version(copy) != SQLiteEventLog.formatVersion, "the old file is kept")
        }
        return Office(
            log: try SQLiteEventLog.open(path: path),
            clock: { Instant.startOfDay(CivilDate(trusted: 20_270_101)) }, newID: { _ in "new" })
    }

    static func version(_ path: String) throws -> Int? {
        try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
    }

    @Test(arguments: fixtures) func anOldLedgerAnswersTheSame(version: Int, size: Int64, root: String) throws {
        try Self.withCopy(version) { path in
            #expect(try Self.version(path) == version, "the fixture is of its version")
            let office = try Self.office(path)
            let (head, faults) = try office.verify()
            #expect(faults == [] && head.size == size && head.root.base64 == root)
            let answers = Self.folder.appendingPathComponent("ledger-v\(version).answers.jsonl")
            let questions = try Array(Data(contentsOf: answers)).split(separator: 0x0A)
            #expect(questions.count == 9)
            for line in questions {
                let question = try JSONReader.read(Array(line))
                let on = try #require(question["on"]?.text.flatMap { CivilDate($0) })
                let known = try question["known"]?.text.map { try #require(Known($0)) } ?? .everything
                for basis in [Basis.stored, .replay] {
                    let answer =
                        question["command"]?.text == "score"
                        ? try Self.score(office, on, known, basis) : try Self.progress(office, on, known, basis)
                    #expect(answer == question["answer"], "version \(version), \(on) \(known) \(basis)")
                }
            }
        }
    }

    private static func score(_ office: Office, _ on: CivilDate, _ known: Known, _ basis: Basis) throws -> JSON {
        let (table, head) = try office.score(on: on, known: known, basis: basis)
        return table.json(head: head)
    }

    private static func progress(_ office: Office, _ on: CivilDate, _ known: Known, _ basis: Basis) throws -> JSON {
        let (progress, head) = try office.progress(on: on, known: known, basis: basis)
        return progress.json(head: head)
    }

    @Test(arguments: fixtures) func anOldLedgerGoesOn(version: Int, size: Int64, root: String) throws {
        try Self.withCopy(version) { path in
            let office = try Self.office(path)
            let fact = Submission.monitor("heping", "2021-01", "77")
            #expect(try office.append([.success(fact)], actor: "test").head.size == size + 1)
            #expect(try office.rebuild().size == size + 1)
            #expect(try office.verify().faults == [])
            #expect(try office.log.read { try $0.root(at: size).base64 } == root)
            #expect(try Self.version(path) == SQLiteEventLog.formatVersion)
        }
    }

    /// The current format has its fixture too: a program that changes the format must not forget it.
    @Test func everyFormatHasAFixture() {
        #expect(Self.fixtures.map(\.version) == Array(1...SQLiteEventLog.formatVersion))
    }

    /// A file that a newer program wrote is left alone, to the byte.
    @Test(arguments: [false, true]) func aNewerLedgerIsRefused(readOnly: Bool) throws {
        try Self.withCopy(1) { path in
            let newer = SQLiteEventLog.formatVersion + 1
            try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = \(newer)") }
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            let refusal = LedgerError.newerFormat(
                path: path, found: newer, supported: SQLiteEventLog.formatVersion)
            #expect(throws: refusal) { try SQLiteEventLog.open(path: path, readOnly: readOnly) }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        }
    }
}
