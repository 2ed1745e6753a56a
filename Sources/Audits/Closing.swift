import Accounts
import Ledger
import Records
import Scoring

/// Why a month can't be closed.
public enum ClosingFault: Error, Hashable, Sendable {
    /// The month's last day has not passed.
    case notOver(CivilMonth, today: CivilDate)
    /// Nothing of the table changed since the edition that this event closed.
    case unchanged(CivilMonth, edition: Int, seq: Int64)
    /// No scheme is in force on the month's last day.
    case noScheme(NoSchemeInForce)
}

/// One edition of a month, with everything that is published with it.
public struct Snapshot: Sendable {
    public let edition: Int
    public let closing: Event
    public let table: ScoreTable
    public let progress: Progress
    public let known: LogHead

    /// The month that is closed; nil where the closing names none.
    public var month: CivilMonth? { closing.data["month"]?.text.flatMap { CivilMonth($0) } }

    /// What is published, without the checkpoint's signatures: canonical JSON that anyone can hash and git can compare.
    ///
    /// `{"closing","edition","known","lines","month","on","progress","scheme","table","table_heading"}`
    public func json(scheme: JSON) -> JSON {
        let closed = ClosedTable(table, head: known)
        return .members([
            .init("edition", .integer(Int64(edition))), .init("month", closing.data["month"] ?? .null),
            .init("on", .string(table.on.description)), .init("known", known.json),
            .init(
                "closing",
                .members([
                    .init("id", .string(closing.id)), .init("seq", .integer(closing.seq)),
                    .init("table_sha256", closing.data["table_sha256"] ?? .null),
                ])),
            .init("scheme", scheme), .init("table", table.json(head: known)),
            .init("progress", progress.json(head: known)),
            .init("table_heading", .string(String(decoding: closed.heading, as: UTF8.self))),
        ])
    }

    /// The file that is published: `json` with the signed checkpoint of what was known, and a line feed.
    /// - Parameter checkpoint: nil where there is no key to sign with.
    public func file(scheme: JSON, checkpoint: SignedCheckpoint?) -> [UInt8] {
        var members = json(scheme: scheme).object ?? []
        if let checkpoint {
            members.append(.init("checkpoint", .string(String(decoding: checkpoint.bytes, as: UTF8.self))))
        }
        return JSON.members(members).canonical + [0x0A]
    }

    /// Where the file stands in a folder of snapshots: `<scheme>/<month>.json`, a later edition `<month>.<edition>.json`.
    public var path: String {
        let month = closing.data["month"]?.text ?? ""
        // An id may be of dots alone, which would be another folder's name.
        let folder = table.scheme.id.allSatisfy { $0 == "." } ? "scheme" + table.scheme.id : table.scheme.id
        return "\(folder)/\(month)\(edition == 1 ? "" : ".\(edition)").json"
    }

    /// What is wrong with a published file; nil where it is what the ledger makes, byte for byte, its signatures aside.
    /// - Parameter key: the ledger's public key; without it signatures are not checked.
    public func fault(of file: [UInt8], scheme: JSON, key: VerifierKey?) -> SnapshotFault? {
        guard let found = try? JSONReader.read(file), file == found.canonical + [0x0A] else { return .notCanonical }
        let members = found.object ?? []
        let rest = JSON.members(members.filter { $0.key != "checkpoint" })
        guard rest == json(scheme: scheme) else {
            let made = json(scheme: scheme).object ?? []
            let other = made.first { member in found[member.key] != member.value }?.key
            return .differs(other ?? members.first { member in !made.contains { $0.key == member.key } }?.key ?? "")
        }
        guard let text = found["checkpoint"]?.text else { return nil }
        guard let note = try? SignedCheckpoint(Array(text.utf8)), note.checkpoint.size == known.size,
            note.checkpoint.root == known.root
        else { return .differs("checkpoint") }
        if let key, (try? note.verify(by: key)) == nil { return .signature }
        return nil
    }
}

/// What is wrong with a published file.
public enum SnapshotFault: Error, Hashable, Sendable {
    case notCanonical
    /// The first part that is not what the ledger makes.
    case differs(String)
    /// The checkpoint is not signed by the ledger's key.
    case signature
}

extension Books {
    /// Every closing of a month, retracted ones too, oldest first: an edition's number is its place among them.
    func closings(of month: CivilMonth) throws -> [Record] {
        try records.records(of: month.description).compactMap { seq in
            guard let record = try recorded.record(seq), record.type == .monthClosed else { return nil }
            return record
        }
    }

    /// The editions of a month that stand, oldest first.
    func editions(_ reader: LogReader, of month: CivilMonth) throws -> [Edition] {
        try closings(of: month).filter(\.isLive).compactMap { try edition(reader, recorded.event($0.seq)) }
    }

    /// Every live closing, oldest first.
    func closings() throws -> [Int64] { try records.closings() }

    func edition(_ reader: LogReader, _ closing: Event) throws -> Edition? {
        guard let month = closing.data["month"]?.text.flatMap({ CivilMonth($0) }),
            let on = closing.data["on"]?.text.flatMap({ CivilDate($0) }),
            let size = closing.data["known_size"]?.integer, size < closing.seq
        else { return nil }
        let head = try reader.head(known: .size(size))
        guard let adopted = schemes.inForce(on: on, known: size),
            let index = try closings(of: month).firstIndex(where: { $0.seq == closing.seq })
        else { return nil }
        let table = try table(adopted, on: on, known: size)
        let isTrue =
            closing.data["table_sha256"]?.text == ClosedTable(table, head: head).sha256
            && closing.data["root"]?.text == head.root.base64
        return Edition(
            number: index + 1, closing: closing, month: month, on: on, known: head, table: table, isTrue: isTrue)
    }
}

extension Office {
    /// Closes a month: records `month.closed` over what is known now. O(the editions that stand), a score for each.
    /// - Parameters:
    ///   - today: the Asia/Shanghai date.
    ///   - actor: who closes.
    /// - Throws: `ClosingFault`, `BatchRefused`, `LedgerError`.
    public func close(_ month: CivilMonth, today: CivilDate, actor: String) throws -> Snapshot {
        guard month.end < today else { throw ClosingFault.notOver(month, today: today) }
        // Decided and recorded in one transaction: two people who close at once make one edition, or two that differ.
        let receipt = try append(actor: actor) { reader, books in
            let head = try reader.head()
            let editions = try books.editions(reader, of: month)
            guard let adopted = books.schemes.inForce(on: month.end) else {
                throw ClosingFault.noScheme(NoSchemeInForce(on: month.end, knownSize: head.size))
            }
            let table = try books.table(adopted, on: month.end, known: head.size)
            if let last = editions.last, last.table == table {
                throw ClosingFault.unchanged(month, edition: last.number, seq: last.closing.seq)
            }
            return [
                Submission(
                    type: .monthClosed,
                    data: .members([
                        .init("month", .string(month.description)), .init("on", .string(month.end.description)),
                        .init("known_size", .integer(head.size)), .init("root", .string(head.root.base64)),
                        .init("table_sha256", .string(ClosedTable(table, head: head).sha256)),
                    ]))
            ]
        }
        guard case .recorded(let seq, _)? = receipt.outcomes.first else {
            throw LedgerError.damaged("closing \(month) recorded nothing")
        }
        return try read { reader, books in try books.snapshot(reader, closing: seq) }
    }

    /// A closing that stands, with what the ledger makes of it today.
    public enum StandingClosing {
        /// What was closed, with the scheme it was made under; `isTrue` where the table made anew is the one closed.
        case snapshot(Snapshot, scheme: JSON, isTrue: Bool)
        /// No scheme is in force for what the closing says was known, so that its table can't be made anew. A ledger that
        /// was restored from a changed file may hold such.
        case ofNothing(seq: Int64)
    }

    /// Every live closing, oldest first: what `verify` holds published files against. O(closings), a score for each.
    public func closings() throws -> [StandingClosing] {
        try read { reader, books in
            try books.closings().map { seq in
                guard let edition = try books.edition(reader, books.recorded.event(seq)) else {
                    return .ofNothing(seq: seq)
                }
                return .snapshot(
                    try books.snapshot(edition),
                    scheme: try books.schemeText(on: edition.on, known: edition.known.size), isTrue: edition.isTrue)
            }
        }
    }

    /// Those of the closings that can be made anew, oldest first.
    public func snapshots() throws -> [(snapshot: Snapshot, scheme: JSON, isTrue: Bool)] {
        try closings().compactMap {
            guard case .snapshot(let snapshot, let scheme, let isTrue) = $0 else { return nil }
            return (snapshot, scheme, isTrue)
        }
    }
}

extension Books {
    fileprivate func snapshot(_ reader: LogReader, closing seq: Int64) throws -> Snapshot {
        guard let found = try edition(reader, recorded.event(seq)) else {
            throw LedgerError.damaged("event \(seq) closes nothing that can be made anew")
        }
        return try snapshot(found)
    }

    fileprivate func snapshot(_ found: Edition) throws -> Snapshot {
        guard let adopted = schemes.inForce(on: found.on, known: found.known.size) else {
            throw LedgerError.damaged("event \(found.closing.seq) closes nothing that can be made anew")
        }
        let progress = try Progress(
            on: found.on, scheme: adopted.scheme, balances: balances(known: found.known.size))
        return Snapshot(
            edition: found.number, closing: found.closing, table: found.table, progress: progress, known: found.known)
    }

    /// The scheme in force as it was adopted.
    public func schemeText(on: CivilDate, known: Int64) throws -> JSON {
        guard let adopted = schemes.inForce(on: on, known: known) else { return .null }
        return try recorded.event(adopted.seq).data["scheme"] ?? .null
    }
}
