import Accounts
import Foundation
import Glibc
import Ledger
import Records
import TestSupport

/// One of several processes at one ledger: it records batches, asks, makes backups and rebuilds, and writes a line for each
/// batch that was acknowledged.
public enum Hand {
    /// The ids of a batch: from 1 to 5 records.
    static func ids(_ name: String, _ batch: Int) -> [String] { (0...(batch * 3 % 5)).map { "\(name)-\(batch)-\($0)" } }

    private static func submissions(_ name: String, _ batch: Int) -> [Submission] {
        ids(name, batch).enumerated().map { index, id in
            // Now and then a change of what an earlier batch of its own recorded.
            if index == 2, batch > 2 { return .retract("\(name)-\(batch - 2)-0", id: id) }
            return .visit(1 + (batch + index) % 4, id, on: "2020-06-15", orders: "\(batch + 1)", id: id)
        }
    }

    /// Records `count` batches, each in one of the ways in which a batch can be recorded.
    /// - Throws: `Broken` where an answer does not belong together.
    public static func run(_ path: String, name: String, count: Int, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let office = try SmallLedger.open(path)
        // SQLite writes what outgrows its cache before the commit, also of what is undone then.
        if Bool.random(using: &random) {
            try office.log.read { try $0.connection.execute("PRAGMA cache_size = 2") }
        }
        for batch in 0..<count {
            let facts = submissions(name, batch).map { Result<Submission, Refusals>.success($0) }
            let receipt =
                switch Int.random(in: 0..<4, using: &random) {
                case 0: try expecting(office, facts, name, &random)
                case 1:
                    try office.append(actor: name) { reader, _ in
                        // The transaction that looks first holds its place: no other is recorded between.
                        _ = try reader.head()
                        return submissions(name, batch)
                    }
                default: try office.append(facts, actor: name)
                }
            let head = receipt.head
            var line = "\(batch) \(head.size) \(head.root.base64)\n"
            line.withUTF8 { _ = write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            switch Int.random(in: 0..<14, using: &random) {
            case 0: _ = try office.rebuild()
            case 1:
                let copy = "\(path).\(name)-\(batch)"
                let head = try office.backup(to: copy)
                try Broken.unless(head.size >= receipt.head.size, "\(name): a backup of \(head.size) events")
                SQLiteEventLog.remove(path: copy)
            case 2: try Broken.unless(try office.verify().faults.isEmpty, "\(name): verify while others write")
            case 3: try undo(office)
            case 4:
                let visits = (0..<60).map {
                    Submission.visit(1 + $0 % 4, "x\($0)", on: "2020-06-15", id: "\(name)-x\($0)")
                }
                _ = try office.append(visits.map { .success($0) }, actor: name, rehearse: true)
            default: try ask(office, name)
            }
        }
    }

    /// Empties what is derived, and gives up: SQLite undoes it.
    private static func undo(_ office: Office) throws {
        struct GivenUp: Error {}
        do {
            try office.log.write { writer in
                try writer.connection.execute("DELETE FROM event_ids; DELETE FROM postings; DELETE FROM sums")
                throw GivenUp()
            }
        } catch is GivenUp {}
    }

    /// Records on the ground of a size that was seen, and looks again as often as somebody else was faster.
    private static func expecting(
        _ office: Office, _ facts: [Result<Submission, Refusals>], _ name: String, _ random: inout SeededGenerator
    ) throws -> Receipt {
        while true {
            let seen = try office.log.read { try $0.head() }.size
            usleep(UInt32.random(in: 0..<3000, using: &random))
            do {
                let receipt = try office.append(facts, actor: name, expecting: seen)
                guard case .recorded(let seq, _)? = receipt.outcomes.first else {
                    throw Broken("\(name): not recorded")
                }
                try Broken.unless(seq == seen + 1, "\(name): expected \(seen) events, recorded as \(seq)")
                return receipt
            } catch LedgerError.otherSize(expected: seen, _) {}
        }
    }

    /// Size, root and table of one moment.
    private static func ask(_ office: Office, _ name: String) throws {
        let on = CivilDate(trusted: 20_200_630)
        let (table, head) = try office.score(on: on, known: .everything)
        let (again, at) = try office.score(on: on, known: .size(head.size))
        try Broken.unless(table == again && head == at, "\(name): \(head.size) events answer two ways")
    }
}
