import Ledger
import Records

/// A chunk of the log, checked and decoded: all about its events that needs no other event.
struct ReplayChunk: Sendable {
    private let lines: LogChunk
    private var events: [Decoded] = []
    /// Why the line behind the last event can't be taken.
    private var fault: LedgerError?

    /// An event, with the places of its id and data in the memory of the lines.
    private struct Decoded: Sendable {
        let live: LiveFacts
        let id: Range<Int>
        let data: Range<Int>
    }

    /// Calls `body` with each of the first `size` events, in order, on the thread of the caller, while the events behind it
    /// are checked and decoded on another.
    /// - Parameter leaves: whether each line must also be the leaf that the tree has.
    /// - Throws: `LedgerError.damaged` at the first line that can't be taken or is missing; what `body` throws.
    static func forEachEvent(
        _ reader: LogReader, through size: Int64, leaves: Bool, _ body: (Entry) throws -> Void
    ) throws {
        let lines = try LogChunks(reader, through: size, leaves: leaves)
        let chunks = Ahead({ try lines.chunk() }, decode: { ReplayChunk($0, leaves: leaves) })
        while let chunk = try chunks.next() { try chunk.walk(body) }
    }

    private init(_ lines: LogChunk, leaves: Bool) {
        self.lines = lines
        events.reserveCapacity(lines.count)
        lines.withBytes { bytes in
            do throws(LedgerError) {
                for index in 0..<lines.count {
                    let line = UnsafeBufferPointer(rebasing: bytes[lines.range(index)])
                    if leaves { try lines.checkLeaf(line, index) }
                    let entry = try Entry(line, seq: lines.first + Int64(index))
                    events.append(
                        Decoded(live: entry.live, id: bytes.range(of: entry.id), data: bytes.range(of: entry.data)))
                }
            } catch { fault = error }
        }
    }

    /// Calls `body` with each event, in order; its memory lives until `body` returns.
    /// - Throws: what `body` throws; `LedgerError.damaged` for the first line that can't be taken, after those before it.
    private func walk(_ body: (Entry) throws -> Void) throws {
        try lines.withBytes { bytes in
            for event in events {
                try body(
                    Entry(
                        event.live, id: UnsafeBufferPointer(rebasing: bytes[event.id]),
                        data: UnsafeBufferPointer(rebasing: bytes[event.data])))
            }
        }
        if let fault { throw fault }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Where a part of this memory stands in it.
    fileprivate func range(of part: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        guard let base = baseAddress, let start = part.baseAddress else { return 0..<0 }
        let offset = base.distance(to: start)
        return offset..<(offset + part.count)
    }
}
