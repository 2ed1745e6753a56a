import Accounts
import Foundation
import Ledger
import Records
import TestSupport

/// Bytes of a ledger's file go bad, one at a time. Each time either something is told, or every answer is what it was: no
/// byte that counts changes unnoticed.
public final class RotDrill {
    public struct Tally: Sendable {
        public var flips = 0
        /// Told in opening the ledger or by `verify`.
        public var found = 0
        /// In free space, or where nothing depends on them.
        public var harmless = 0
        /// In a line: told with the number of its event.
        public var named = 0
        /// In what is derived alone: told, and mended by a rebuild, after which every answer is what it was.
        public var mended = 0
    }

    public private(set) var tally = Tally()
    /// The sound file.
    public let bytes: [UInt8]
    /// Where the lines of the events stand in the file, by event.
    public let lines: [(seq: Int64, range: Range<Int>)]
    private let folder: TemporaryFolder
    private let path: String
    private let answers: RotAnswers

    public init() throws {
        folder = try TemporaryFolder()
        path = folder.path("ledger.sqlite")
        try SmallLedger.write(to: path)
        var found: [(Int64, [UInt8])] = []
        do {
            let office = try SmallLedger.open(path)
            for batch in RotDrill.facts { _ = try office.append(batch.map { .success($0) }, actor: "clerk") }
            try office.log.read { try $0.forEachLine { seq, line in found.append((seq, Array(line))) } }
        }
        bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
        let file = bytes
        // A long line, as the scheme's, goes on in other pages: its beginning is looked for.
        lines = found.compactMap { seq, line in
            let head = Array(line.prefix(200))
            return file.firstRange(of: head).map { (seq, $0) }
        }
        answers = try RotAnswers(of: path)
    }

    private static let facts: [[Submission]] = [
        (1...4).map { .trade($0, "2020-05", "\($0)00000", id: "t\($0)") } + [
            .report("r1", "a", on: "2020-03-01", id: "r1")
        ],
        [
            .adoptReport("r1", "city", on: "2020-04-01", id: "a1"),
            .correct("t1", to: .trade(1, "2020-05", "150000"), id: "c1"), .retract("t2", id: "x1"),
            .relocate(3, to: "a", on: "2020-02-01", id: "m1"),
        ],
    ]

    /// Writes the file with these bytes and asks it everything.
    /// - Returns: what `verify` told; nil where the ledger could not be opened or read.
    /// - Throws: `Broken` where an answer differs and nothing is told, or an error is not the ledger's own.
    @discardableResult
    public func examine(_ changed: [UInt8], _ place: @autoclosure () -> String) throws -> [Office.Fault]? {
        for suffix in ["", "-wal", "-shm", "-journal"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        let sample = Data(changed)
        try sample.write(to: URL(fileURLWithPath: path))
        tally.flips += 1
        let found: [Office.Fault]?
        do {
            found = try SmallLedger.office(try SQLiteEventLog.open(path: path, readOnly: true)).verify().faults
        } catch is LedgerError { found = nil } catch { throw Broken("\(place()): \(error)") }
        let left = try Data(contentsOf: URL(fileURLWithPath: path))
        try Broken.unless(left == sample, "\(place()): verify changed the file")
        guard let found, found.isEmpty else {
            tally.found += 1
            if let found, found.allSatisfy(RotDrill.isDerived) { try mend(place()) }
            return found
        }
        do {
            let answers = try RotAnswers(of: path)
            try Broken.unless(answers == self.answers, "\(place()): verifies, and answers otherwise")
        } catch let broken as Broken { throw broken } catch {
            throw Broken("\(place()): verifies, and does not answer: \(error)")
        }
        tally.harmless += 1
        return []
    }

    private static func isDerived(_ fault: Office.Fault) -> Bool {
        if case .derived = fault { true } else { false }
    }

    /// A rebuild mends what is derived, and nothing else has to be done.
    private func mend(_ place: @autoclosure () -> String) throws {
        do {
            try {
                let office = try SmallLedger.open(path)
                _ = try office.rebuild()
                let faults = try office.verify().faults
                try Broken.unless(faults.isEmpty, "\(place()): rebuilt, and \(faults)")
            }()
            try Broken.unless(
                try RotAnswers(of: path) == answers, "\(place()): rebuilt, and answers otherwise")
        } catch let broken as Broken { throw broken } catch { throw Broken("\(place()): rebuilding: \(error)") }
        tally.mended += 1
    }

    /// Changes one byte by a mask. Where it is a byte of a line, its event is the first that is told.
    @discardableResult
    public func flip(_ place: Int, mask: UInt8) throws -> [Office.Fault]? {
        var changed = bytes
        changed[place] ^= mask
        let what = "byte \(place) xor \(mask)"
        let faults = try examine(changed, what)
        if let seq = lines.first(where: { $0.range.contains(place) })?.seq {
            try Broken.unless(
                faults?.first == .changed(seq: seq), "\(what), of event \(seq): \(String(describing: faults))")
            tally.named += 1
        }
        return faults
    }
}
