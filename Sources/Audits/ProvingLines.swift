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
    /// The edition's closing was taken back by this event.
    case retracted(CivilMonth, edition: Int, by: Int64)
    /// The table that the ledger makes is not the one that this event closed, so it has no line to prove.
    case untrue(CivilMonth, seq: Int64)
}

extension Office {
    /// Proves one township's line of a closed month's table.
    /// - Parameters:
    ///   - edition: counted from 1, retracted ones too; the latest that stands where nil.
    ///   - key: asked for when there is something to sign.
    /// - Throws: `NoSuchLine`, `NoSuchTownship`, `LedgerError`, `KeyFault`; `LineProofFault` where the closing was
    ///   retracted meanwhile: what does not hold does not leave the house.
    /// - Complexity: that of a score for each edition.
    public func lineProof(
        of township: String, in month: CivilMonth, edition wanted: Int? = nil,
        signedBy key: @autoclosure () throws -> SigningKey
    ) throws -> LineProof {
        let (edition, closed, place) = try read { reader, books -> (Edition, ClosedTable, Int) in
            let closings = try books.closings(of: month)
            let editions = try books.editions(reader, of: month)
            guard let last = editions.last?.number else { throw NoSuchLine.notClosed(month) }
            let number = wanted ?? last
            guard closings.indices.contains(number - 1) else {
                throw NoSuchLine.noEdition(month, edition: number, of: closings.count)
            }
            guard let edition = editions.first(where: { $0.number == number }) else {
                let closing = closings[number - 1]
                throw closing.ended.map { NoSuchLine.retracted(month, edition: number, by: $0) }
                    ?? .untrue(month, seq: closing.seq)
            }
            guard edition.isTrue else { throw NoSuchLine.untrue(month, seq: edition.closing.seq) }
            guard let place = edition.table.rows.firstIndex(where: { $0.id == township }) else {
                throw NoSuchTownship(id: township, scheme: edition.table.scheme.id)
            }
            return (edition, ClosedTable(edition.table, head: edition.known), place)
        }
        guard let receipt = try receipt(of: edition.closing.id, signedBy: key()) else {
            throw LedgerError.damaged("event \(edition.closing.seq) is not in the register")
        }
        return try LineProof(
            heading: closed.heading, line: closed.lines[place],
            proof: InclusionProof(index: place, leaves: closed.lines.map { MerkleTree.leaf($0) }), receipt: receipt)
    }
}
