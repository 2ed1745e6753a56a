import Ledger
import Records
import Scoring

/// A table as a closing fixes it: its lines are the leaves of a tree (RFC 6962), the tree's root stands in a short
/// heading, and the heading's SHA-256 is the `table_sha256` of `month.closed`. So the whole table can be checked, and
/// one township's line can be proved without showing the other ones.
public struct ClosedTable: Sendable {
    /// Each township's row of the answer's JSON (scoring.md §6), canonical, in scheme order.
    public let lines: [[UInt8]]
    /// `{"known":{…},"months","on","rows","rows_root","scheme"}`, canonical.
    public let heading: [UInt8]

    public init(_ table: ScoreTable, head: LogHead) {
        let json = table.json(head: head)
        lines = (json["townships"]?.array ?? []).map(\.canonical)
        let root = MerkleTree.root(of: lines.map { MerkleTree.leaf($0) }[...])
        heading =
            JSON.members([
                .init("on", json["on"] ?? .null), .init("known", json["known"] ?? .null),
                .init("scheme", json["scheme"] ?? .null), .init("months", json["months"] ?? .null),
                .init("rows", .integer(Int64(lines.count))), .init("rows_root", .string(root.base64)),
            ]).canonical
    }

    /// The closing's `table_sha256`, in hexadecimal.
    public var sha256: String { Hash.sha256(heading).hex }
}
