import Accounts
import Ledger
import Records
import Scoring

/// Why there is no line to prove.
public enum NoSuchLine: Error, Hashable, Sendable {
    /// The month is not closed.
    case notClosed(CivilMonth)
    /// The month has fewer editions.
    case noEdition(CivilMonth, edition: Int, of: Int)
    /// The table that the ledger makes is not the one that this event closed, so it has no line to prove.
    case untrue(CivilMonth, seq: Int64)
}

extension Office {
    /// Proves one township's line of a closed month's table.
    /// - Parameter edition: counted from 1; the latest where nil.
    /// - Throws: `NoSuchLine`, `NoSuchTownship`, `LedgerError`, `KeyFault`; `LineProofFault` where the closing was
    ///   retracted meanwhile: what does not hold does not leave the house.
    /// - Complexity: that of a score for each edition.
    public func lineProof(
        of township: String, in month: CivilMonth, edition wanted: Int? = nil, signedBy key: SigningKey
    ) throws -> LineProof {
        let (edition, closed, place) = try read { reader, books -> (Edition, ClosedTable, Int) in
            let editions = try books.editions(reader, of: month)
            guard !editions.isEmpty else { throw NoSuchLine.notClosed(month) }
            let number = wanted ?? editions.count
            guard editions.indices.contains(number - 1) else {
                throw NoSuchLine.noEdition(month, edition: number, of: editions.count)
            }
            let edition = editions[number - 1]
            guard edition.isTrue else { throw NoSuchLine.untrue(month, seq: edition.closing.seq) }
            guard let place = edition.table.rows.firstIndex(where: { $0.id == township }) else {
                throw NoSuchTownship(id: township, scheme: edition.table.scheme.id)
            }
            return (edition, ClosedTable(edition.table, head: edition.known), place)
        }
        guard let receipt = try receipt(of: edition.closing.id, signedBy: key) else {
            throw LedgerError.damaged("event \(edition.closing.seq) is not in the register")
        }
        return try LineProof(
            heading: closed.heading, line: closed.lines[place],
            proof: InclusionProof(index: place, leaves: closed.lines.map { MerkleTree.leaf($0) }), receipt: receipt)
    }
}
