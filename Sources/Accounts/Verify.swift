import Ledger
import Records

extension Office {
    /// What `verify` found wrong.
    public enum Fault: Sendable, Hashable {
        case file(String)
        /// A table, index, trigger or view is not what this program makes; `rebuild` mends all but the two tables of the log.
        case schema(SchemaFault)
        case missing(seq: Int64)
        /// A row of `events` has a number that no event has: 0 or less.
        case impossible(seq: Int64)
        case notCanonical(seq: Int64)
        case wrongSeq(seq: Int64, found: Int64)
        case timeGoesBack(seq: Int64)
        /// The line's hash is not the leaf that the tree has.
        case changed(seq: Int64)
        case tree(String)
        /// The tree has another number of leaves than there are events; `rebuild` refuses such a ledger.
        case otherTree(leaves: Int64, events: Int64)
        /// The closing of a month says that the ledger had so many events under some root, which it never had.
        case closing(seq: Int64, size: Int64)
        /// The table of ids knows events up to `known`, without a gap, and the log ends at `size`: events and tree may have been
        /// cut off together.
        case knownBeyond(size: Int64, known: Int64)
        /// A derived table is not what a replay of the events makes; `rebuild` mends it.
        case derived(table: String)
        /// The events can't be replayed.
        case replay(String)
    }

    /// How many faults are told.
    public static let faultLimit = 20

    /// Checks the whole ledger against itself: the file's structure, every line's form, position and time, every leaf
    /// against the stored tree, every tile and the root of the stored tree against one made anew, the definitions of tables
    /// and triggers against those of a new file, what closings say of the ledger against the tree, and every derived table against a replay of the
    /// events.
    /// - Parameter progress: told the number of lines looked at, now and then: each is looked at twice.
    /// - Returns: the head, and the faults in order of position, the first 20.
    /// - Complexity: O(size) time; memory as `Replay`.
    public func verify(progress: @escaping (Int64) throws -> Void = { _ in }) throws -> (head: LogHead, faults: [Fault])
    {
        var faults = try log.integrityFaults().map { Fault.file($0) }
        let schema = try log.schemaFaults(Books.schemas)
        let schemaFaults = schema.map { Fault.schema($0) }
        // Of a table that is another one, or none, nothing can be read that means anything.
        if schema.contains(where: \.isOfTheLog) {
            let nothing = LogHead(size: 0, root: MerkleTree.emptyRoot, recordedAt: nil)
            return (nothing, Array((faults + schemaFaults).prefix(Office.faultLimit)))
        }
        let head = try log.read { reader in
            let (head, logFaults) = try Office.verifyLog(reader, progress: progress)
            // The first bad event is told before the triggers that somebody dropped to change it.
            faults += logFaults
            let isSound = faults.isEmpty && !schema.contains(where: \.isOfATable)
            faults += schemaFaults
            if isSound { faults += try Office.verifyDerived(reader) { try progress(head.size + $0) } }
            return head
        }
        return (head, Array(faults.prefix(Office.faultLimit)))
    }

    private static func verifyLog(
        _ reader: LogReader, progress: @escaping (Int64) throws -> Void
    ) throws -> (head: LogHead, faults: [Fault]) {
        var faults = try reader.positionsBeforeTheFirst(limit: faultLimit).map { Fault.impossible(seq: $0) }
        var expected: Int64 = 1
        var last: Instant?
        var storedLeaves = StoredLeaves(reader)
        var repeats = GlancedFrame.Repeats()
        var audit = try TreeAudit()
        var closings: [Closing] = []
        let leaves = try reader.storedLeaves() ?? 0
        try reader.forEachLine { seq, line in
            guard faults.count < faultLimit else { return }
            // Positions that no log has: in a file that was damaged, or whose triggers and checks were taken away.
            guard seq > 0, seq < .max else {
                faults.append(.changed(seq: seq))
                return
            }
            while expected < seq, faults.count < faultLimit {
                faults.append(.missing(seq: expected))
                expected += 1
            }
            expected = seq + 1
            let leaf = MerkleTree.leaf(UnsafeRawBufferPointer(line))
            audit.append(leaf)
            // A tile that can't be read is told once, by the audit. What stands behind the tree's last leaf was never
            // recorded.
            if seq > leaves {
                faults.append(.changed(seq: seq))
            } else if let stored = try? storedLeaves.leaf(seq), stored != leaf {
                faults.append(.changed(seq: seq))
            }
            if seq % 4096 == 0 { try audit.compareFilled(reader) }
            let (found, recordedAt): (Int64, Instant)
            // Of most lines a glance tells that they are canonical. Closings are none of them.
            if let frame = GlancedLine(line, &repeats)?.frame {
                (found, recordedAt) = (frame.seq, frame.recordedAt)
            } else if let event = try? Event(line: line) {
                (found, recordedAt) = (event.seq, event.recordedAt)
                if let closing = Closing(event) { closings.append(closing) }
            } else {
                faults.append(.notCanonical(seq: seq))
                return
            }
            if found != seq { faults.append(.wrongSeq(seq: seq, found: found)) }
            if let last, recordedAt < last { faults.append(.timeGoesBack(seq: seq)) }
            last = recordedAt
            if seq % Office.progressStep == 0 { try progress(seq) }
        }
        // The newest lines cut off leave a tree that is larger than the log.
        if leaves > reader.size {
            faults.append(.missing(seq: reader.size + 1))
            faults.append(.otherTree(leaves: leaves, events: reader.size))
        }
        // A changed event changes its tile as well: then the event is what is told.
        try audit.finish(reader)
        if faults.isEmpty { faults += audit.faults.map { .tree($0) } }
        do {
            let stored = try reader.root(at: reader.size)
            if stored != audit.root {
                faults.append(.tree("root stored \(stored.base64), made anew \(audit.root.base64)"))
            }
        } catch LedgerError.damaged(let what) {
            faults.append(.tree(what))
        }
        if faults.isEmpty {
            faults += try closings.filter { try !$0.isOf(reader) }.map { .closing(seq: $0.seq, size: $0.size) }
        }
        return (LogHead(size: reader.size, root: audit.root, recordedAt: last), faults)
    }

    /// What the closing of a month says that the ledger had.
    private struct Closing {
        let seq: Int64
        let size: Int64
        private let root: String

        init?(_ event: Event) {
            guard event.type == EventType.monthClosed.rawValue else { return nil }
            seq = event.seq
            size = event.data["known_size"]?.integer ?? -1
            root = event.data["root"]?.text ?? ""
        }

        /// Whether the ledger had it, before the closing itself.
        func isOf(_ reader: LogReader) throws -> Bool {
            try (0..<seq).contains(size) && reader.root(at: size).base64 == root
        }
    }

    /// Who cuts off the newest events and fits the tree to what is left, leaves the tables that were made from them. Before a
    /// rebuild makes these fit too, it is told. One damaged row is not taken for it: the positions must follow the log's.
    private static func knownBeyond(_ reader: LogReader) throws -> [Fault] {
        let rows = try reader.connection.statement(
            "SELECT count(DISTINCT seq), min(seq), max(seq) FROM event_ids WHERE seq > ?"
        ).bind(1, reader.size)
        defer { rows.reset() }
        guard try rows.step(), rows.int(0) > 0, rows.int(1) == reader.size + 1,
            rows.int(2) - reader.size == rows.int(0)
        else { return [] }
        return [.knownBeyond(size: reader.size, known: rows.int(2))]
    }

    private static func verifyDerived(_ reader: LogReader, progress: @escaping (Int64) throws -> Void) throws -> [Fault]
    {
        let rows = ReplayedRows()
        do {
            _ = try Replay(reader, through: reader.size, rows: rows) { seq, postings, chart in
                rows.post(postings, seq: seq, chart: chart)
                if seq % Office.progressStep == 0 { try progress(seq) }
            }
        } catch LedgerError.damaged(let what) {
            return [.replay(what)]
        }
        let stored = try DerivedFingerprints.stored(reader.connection)
        return try knownBeyond(reader)
            + DerivedFingerprints.names.filter { stored[$0] != rows.fingerprints[$0] }.map { .derived(table: $0) }
    }
}
