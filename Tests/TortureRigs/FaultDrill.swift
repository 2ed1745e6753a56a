import Accounts
import Foundation
import Ledger
import Records
import Scoring
import TestSupport

/// A short working day on a disk that fails once: opening, recording, correcting, a refused batch, a question, a rebuild, a
/// backup.
///
/// Whatever fails and when: the error is one of the ledger's own that speaks of the disk; afterwards the ledger opens and
/// verifies; what was acknowledged is there, to the byte; of what was not, each batch is there whole or not at all; and the
/// ledger takes more.
public final class FaultDrill {
    /// What a drill has done.
    public struct Tally: Sendable {
        public var faults = 0
        /// Of these, how many some command was told of; the others hit where nobody was waiting, as in closing.
        public var told = 0
        public var unacknowledgedKept = 0
    }

    public private(set) var tally = Tally()
    /// The ids of each batch of the day, in order.
    private static let batches = [["t1", "t2", "t3"], ["c1", "x1", "e5"], ["f1"] + (0..<28).map { "m\($0)" }]

    public init() {}

    private static func batch(_ number: Int) -> [Submission] {
        switch number {
        case 0: (1...3).map { .trade($0, "2020-05", "\($0)00000", id: "t\($0)") }
        case 1:
            [
                .correct("t1", to: .trade(1, "2020-05", "150000"), id: "c1"), .retract("t2", id: "x1"),
                .register(5, "a", id: "e5"),
            ]
        default:
            [.visit(5, "广交会", on: "2020-06-15", id: "f1")]
                + (0..<28).map { .trade(5, month($0), "\($0 + 1)000", id: "m\($0)") }
        }
    }

    private static func month(_ number: Int) -> String {
        let month = number % 12 + 1
        return "\(2018 + number / 12)-\(month < 10 ? "0" : "")\(month)"
    }

    /// What the program at work was told.
    private struct Day {
        var acknowledged: LogHead?
        /// The head of the backup that was made, if one was.
        var backup: LogHead?
        var errors: [any Error] = []
    }

    private static func work(_ path: String) -> Day {
        var day = Day()
        /// Notes what went wrong; nil where it did.
        func attempt<Result>(_ body: () throws -> Result) -> Result? {
            do { return try body() } catch {
                day.errors.append(error)
                return nil
            }
        }
        guard let office = attempt({ try SmallLedger.open(path) }) else { return day }
        for number in batches.indices {
            if let receipt = attempt({ try office.append(batch(number).map { .success($0) }, actor: "clerk") }) {
                day.acknowledged = receipt.head
            }
            guard number == 1 else { continue }
            _ = attempt {
                do {
                    _ = try office.append([.success(.trade(9, "2020-05", "1"))], actor: "clerk")
                    throw Broken("a fact of an enterprise that is not registered was taken")
                } catch is BatchRefused {}
            }
            _ = attempt { try office.score(on: CivilDate(trusted: 20_200_630), known: .everything) }
            _ = attempt { try office.rebuild() }
            day.backup = attempt { try office.backup(to: copy(of: path)) }
        }
        return day
    }

    private static func copy(of path: String) -> String { path + ".backup" }

    /// The number of calls that the day makes when nothing fails.
    public func calls() throws -> Int {
        let disk = try FaultyDisk(seed: 0)
        let path = try copy(to: disk)
        let day = FaultDrill.work(path)
        try Broken.unless(day.errors.isEmpty, "without a fault: \(day.errors)")
        let calls = disk.calls
        try check(path, day, "without a fault")
        return calls
    }

    private func copy(to disk: FaultyDisk) throws -> String {
        let path = disk.path("ledger.sqlite")
        try SmallLedger.write(to: path)
        return path
    }

    /// One day with a fault.
    /// - Throws: `Broken` where a promise was not kept.
    public func run(_ fault: FaultyDisk.Fault, at call: Int, _ settling: FaultyDisk.Settling, seed: UInt64) throws {
        let place = "\(fault) at call \(call), \(settling), seed \(seed)"
        let disk = try FaultyDisk(seed: seed)
        let path = try copy(to: disk)
        disk.arm(fault, at: call)
        let day = FaultDrill.work(path)
        guard disk.hasFailed else { return }
        tally.faults += 1
        if !day.errors.isEmpty { tally.told += 1 }
        for error in day.errors { try FaultDrill.requireClear(error, fault, place) }
        if fault.stopsEverything { try disk.settle(settling) } else { disk.mend() }
        try check(path, day, place)
    }

    /// The error is the ledger's own and speaks of the disk, not of damage or of another file.
    private static func requireClear(_ error: any Error, _ fault: FaultyDisk.Fault, _ place: String) throws {
        switch error {
        case LedgerError.inputOutput: return
        case LedgerError.diskFull where fault == .full: return
        case let error as BatchRefused
        where error.faults.allSatisfy { [.noTarget, .enterpriseNotRegistered].contains($0.refusal.problem) }:
            // A batch after one that could not be recorded: what it names is not there.
            return
        default: throw Broken("\(place): the error is \(error)")
        }
    }

    private func check(_ path: String, _ day: Day, _ place: String) throws {
        do {
            let office = try SmallLedger.open(path)
            let (head, faults) = try office.verify()
            try Broken.unless(faults.isEmpty, "\(place): \(faults)")
            if let acknowledged = day.acknowledged {
                try Broken.unless(
                    head.size >= acknowledged.size, "\(place): \(acknowledged.size) acknowledged, \(head.size) there")
                let root = try office.log.read { try $0.root(at: acknowledged.size) }
                try Broken.unless(root == acknowledged.root, "\(place): what was acknowledged was changed")
            }
            if let backup = day.backup {
                let (head, faults) = try SmallLedger.open(FaultDrill.copy(of: path)).verify()
                try Broken.unless(head == backup && faults.isEmpty, "\(place): the backup is \(head), \(faults)")
            }
            let ids = try SmallLedger.ids(of: office)
            try Broken.unless(
                ids.starts(with: SmallLedger.ids) && FaultDrill.isWhole(Array(ids.dropFirst(SmallLedger.ids.count))),
                "\(place): in part: \(ids)")
            if head.size > day.acknowledged?.size ?? Int64(SmallLedger.ids.count) { tally.unacknowledgedKept += 1 }
            let more = try office.append([.success(.insure(1, on: "2020-06-01", id: "more"))], actor: "clerk")
            try Broken.unless(more.head.size == head.size + 1, "\(place): takes no more")
            try Broken.unless(try office.verify().faults.isEmpty, "\(place): does not verify afterwards")
        } catch let broken as Broken { throw broken } catch { throw Broken("\(place): afterwards \(error)") }
    }

    /// Whether ids are those of some of the day's batches, each whole, in order.
    private static func isWhole(_ ids: [String]) -> Bool {
        var rest = ids[...]
        for batch in batches where rest.starts(with: batch) { rest = rest.dropFirst(batch.count) }
        return rest.isEmpty
    }
}
