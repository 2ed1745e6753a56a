/// What became of the submissions of a batch, in order.
///
/// A batch of a million keeps them to its end. They stand side by side, 12 bytes and the id's each; an `Outcome` with a
/// text of its own takes more than twice that.
public struct Outcomes: RandomAccessCollection, Sendable, CustomStringConvertible {
    /// The ids, one behind the other.
    private var ids: [UInt8] = []
    /// Where each one's id ends.
    private var ends: [UInt32] = []
    /// Each one's event, negative where it was recorded before.
    private var seqs: [Int64] = []

    /// O(their number and their ids' lengths).
    init(_ outcomes: some Sequence<Outcome> = []) {
        for outcome in outcomes { append(outcome) }
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { seqs.count }

    /// O(length of the id).
    public subscript(position: Int) -> Outcome {
        let start = position == 0 ? 0 : Int(ends[position - 1])
        let id = String(decoding: ids[start..<Int(ends[position])], as: UTF8.self)
        let seq = seqs[position]
        return seq < 0 ? .alreadyRecorded(seq: -seq, id: id) : .recorded(seq: seq, id: id)
    }

    mutating func append(_ outcome: Outcome) {
        switch outcome {
        case .recorded(let seq, let id): append(seq, id)
        case .alreadyRecorded(let seq, let id): append(-seq, id)
        }
    }

    private mutating func append(_ seq: Int64, _ id: String) {
        ids.append(contentsOf: id.utf8)
        ends.append(UInt32(ids.count))
        seqs.append(seq)
    }

    public var description: String { Array(self).description }
}
