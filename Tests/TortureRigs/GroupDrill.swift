import Accounts
import Ledger
import Records
import TestSupport

/// Six tasks record at once on a disk that fails: who was answered has his batch for good, who was told of an error has it
/// whole or not at all, and where a commit failed nobody of that transaction was answered.
public final class GroupDrill {
    public struct Tally: Sendable {
        public var faults = 0
        public var acknowledged = 0
        public var refused = 0
    }

    public private(set) var tally = Tally()
    private static let writers = 6
    private static let each = 3

    public init() {}

    private static func ids(_ writer: Int, _ turn: Int) -> [String] { (0..<2).map { "w\(writer)-\(turn)-\($0)" } }

    private static func batch(_ writer: Int, _ turn: Int) -> [Submission] {
        ids(writer, turn).map { .visit(1 + writer % 4, $0, on: "2020-06-15", id: $0) }
    }

    /// Opens the ledger and records through it until everybody has been answered or told of an error.
    /// - Returns: the batches that were acknowledged, with their heads.
    private static func work(_ path: String) async throws -> [(ids: [String], head: LogHead)] {
        let group = GroupCommit(
            Office(
                log: try SQLiteEventLog.open(path: path), clock: { SmallLedger.now }, newID: { _ in "made" }))
        return await withTaskGroup(of: [(ids: [String], head: LogHead)].self) { tasks in
            for writer in 0..<writers {
                tasks.addTask {
                    var acknowledged: [(ids: [String], head: LogHead)] = []
                    for turn in 0..<each {
                        let batch = batch(writer, turn).map { Result<Submission, Refusals>.success($0) }
                        guard let receipt = try? await group.append(batch, actor: "writer \(writer)") else { break }
                        acknowledged.append((ids(writer, turn), receipt.head))
                    }
                    return acknowledged
                }
            }
            return await tasks.reduce(into: []) { $0 += $1 }
        }
    }

    /// The number of calls that reach the disk when nothing fails; it differs a little from run to run.
    public func calls() async throws -> Int {
        let disk = try FaultyDisk(seed: 0)
        let path = disk.path("ledger.sqlite")
        try SmallLedger.write(to: path)
        disk.mend()
        let acknowledged = try await GroupDrill.work(path)
        try Broken.unless(
            acknowledged.count == GroupDrill.writers * GroupDrill.each, "without a fault: \(acknowledged)")
        return disk.calls
    }

    /// - Throws: `Broken` where a promise was not kept.
    public func run(_ fault: FaultyDisk.Fault, at call: Int, _ settling: FaultyDisk.Settling, seed: UInt64) async throws
    {
        let place = "\(fault) at call \(call), \(settling), seed \(seed)"
        let disk = try FaultyDisk(seed: seed)
        let path = disk.path("ledger.sqlite")
        try SmallLedger.write(to: path)
        disk.arm(fault, at: call)
        let acknowledged = (try? await GroupDrill.work(path)) ?? []
        guard disk.hasFailed else { return }
        tally.faults += 1
        tally.acknowledged += acknowledged.count
        tally.refused += GroupDrill.writers * GroupDrill.each - acknowledged.count
        if fault.stopsEverything { try await GroupDrill.settle(disk, settling) } else { disk.mend() }
        do { try GroupDrill.check(path, acknowledged, place) } catch let broken as Broken { throw broken } catch {
            throw Broken("\(place): afterwards \(error)")
        }
    }

    /// The group's queue may need a moment until it has let go of the file.
    private static func settle(_ disk: FaultyDisk, _ settling: FaultyDisk.Settling) async throws {
        for _ in 0..<500 {
            if (try? disk.settle(settling)) != nil { return }
            try await Task.sleep(for: .milliseconds(2))
        }
        try disk.settle(settling)
    }

    private static func check(_ path: String, _ acknowledged: [(ids: [String], head: LogHead)], _ place: String) throws
    {
        let office = try SmallLedger.open(path)
        let faults = try office.verify().faults
        try Broken.unless(faults.isEmpty, "\(place): \(faults)")
        let found = try SmallLedger.ids(of: office)
        for (ids, head) in acknowledged {
            let size = Int(head.size)
            try Broken.unless(
                size <= found.count && Array(found[(size - ids.count)..<size]) == ids,
                "\(place): \(ids) was acknowledged and is not there")
            let root = try office.log.read { try $0.root(at: head.size) }
            try Broken.unless(root == head.root, "\(place): \(ids) has another root than its receipt")
        }
        // What is there is whole batches.
        var rest = found.dropFirst(SmallLedger.ids.count)
        while let first = rest.first {
            let batch = (0..<writers).flatMap { writer in (0..<each).map { ids(writer, $0) } }.first { $0[0] == first }
            try Broken.unless(batch.map(rest.starts(with:)) ?? false, "\(place): a batch is there in part: \(found)")
            rest = rest.dropFirst(2)
        }
    }
}
