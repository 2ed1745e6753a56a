import Accounts
import Ledger
import Scoring

/// What became of a batch that was taken.
public struct ReceiptPage: Sendable {
    public let receipt: Receipt
    public let language: Language
    /// Whether the batch was only rehearsed: then nothing was recorded, and the words say so.
    public let isRehearsal: Bool

    public init(_ receipt: Receipt, language: Language, isRehearsal: Bool = false) {
        self.receipt = receipt
        self.language = language
        self.isRehearsal = isRehearsal
    }

    private var recorded: Int {
        receipt.outcomes.count { if case .recorded = $0 { true } else { false } }
    }

    /// A single event by its position and id; a batch by its numbers; then the head. Ends in a line feed.
    public func text() -> String {
        let already = receipt.outcomes.count - recorded
        var lines: [String] = []
        if receipt.outcomes.count == 1, let only = receipt.outcomes.first {
            switch only {
            case .recorded(let seq, let id):
                lines.append(
                    isRehearsal
                        ? language("可以入账，将是第 \(seq) 条", "would be recorded as event \(seq)")
                        : language("已入账：第 \(seq) 条，编号 \(id)", "recorded: event \(seq), id \(id)"))
            case .alreadyRecorded(let seq, let id):
                lines.append(
                    language(
                        "此前已入账：第 \(seq) 条，编号 \(id)；未重复入账", "already recorded: event \(seq), id \(id); nothing added"))
            }
        } else {
            let new =
                isRehearsal
                ? language("可以入账 \(recorded) 条", "\(recorded) would be recorded")
                : language("入账 \(recorded) 条", "\(recorded) recorded")
            let old = language("此前已入账 \(already) 条", "\(already) already recorded")
            let changed = receipt.amendments.count
            let corrections = language("（其中更正 \(changed) 条）", " (\(changed) of them corrections)")
            lines.append(
                new + (changed == 0 ? "" : corrections) + (already == 0 ? "" : language("，", ", ") + old))
        }
        if isRehearsal {
            lines.append(language("试算，未入账", "rehearsal, nothing recorded"))
        } else {
            let size = receipt.head.size
            lines.append(
                language(
                    "账本共 \(size) 条事件，树根 \(receipt.head.root.base64)",
                    "the ledger has \(size) event\(size == 1 ? "" : "s"), root \(receipt.head.root.base64)"))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `{"recorded","already_recorded","head","events":[{"row","status","seq","id"}]}`; a rehearsal says so in
    /// `rehearsal`, and has no head.
    public func json() -> JSON {
        let events = receipt.outcomes.enumerated().map { index, outcome -> JSON in
            let (status, seq, id) =
                switch outcome {
                case .recorded(let seq, let id): ("recorded", seq, id)
                case .alreadyRecorded(let seq, let id): ("already_recorded", seq, id)
                }
            return .members([
                .init("row", .integer(Int64(index + 1))), .init("status", .string(status)), .init("seq", .integer(seq)),
                .init("id", .string(id)),
            ])
        }
        return .members(
            [
                .init("recorded", .integer(Int64(recorded))),
                .init("already_recorded", .integer(Int64(receipt.outcomes.count - recorded))),
                .init("events", .array(events)),
                isRehearsal ? .init("rehearsal", .boolean(true)) : .init("head", receipt.head.json),
            ])
    }
}
