import TestSupport
import Testing

@testable import Ledger

/// A statement whose values did not all arrive does not run: it would answer another question than it was asked.
@Suite struct StatementTests {
    /// What is bound to a place that the statement does not have, SQLite refuses, as it does a value that is too long.
    static let misplaced: [@Sendable (SQLStatement) -> Void] = [
        { $0.bind(3, Int64(7)) }, { $0.bind(3, Int64?.none) }, { $0.bind(3, "text") }, { $0.bind(3, "") },
        { $0.bind(3, blob: [1]) }, { $0.bind(3, blob: []) },
        { statement in [1, 2].withUnsafeBufferPointer { _ = statement.bind(3, borrowed: $0) } },
        { statement in [UInt8]().withUnsafeBufferPointer { _ = statement.bind(3, borrowed: $0) } },
    ]

    @Test(arguments: misplaced.indices) func aValueThatIsNotTakenStopsTheStatement(place: Int) throws {
        let ledger = try TemporaryLedger()
        try ledger.office.log.read { reader in
            let statement = try reader.connection.statement("SELECT ?1, ?2")
            Self.misplaced[place](statement.bind(1, Int64(1)))
            statement.bind(2, Int64(2))
            #expect(throws: (any Error).self) { try statement.step() }
            // The fault goes with its run: the statement is good for the next one.
            #expect(try statement.bind(1, Int64(5)).step())
            #expect(statement.int(0) == 5 && statement.int(1) == 2)
            statement.reset()
            Self.misplaced[place](statement)
            let again = try reader.connection.statement("SELECT ?1, ?2")
            #expect(try again.step())
            again.reset()
        }
    }

    @Test func valuesOfAllKindsArrive() throws {
        let ledger = try TemporaryLedger()
        try ledger.office.log.read { reader in
            let statement = try reader.connection.statement("SELECT ?1, ?2, typeof(?3), typeof(?4), ?5")
            statement.bind(1, Int64.max).bind(2, "夹浦").bind(3, "").bind(4, blob: []).bind(5, Int64?.none)
            #expect(try statement.step())
            #expect(statement.int(0) == .max && statement.text(1) == "夹浦" && statement.text(2) == "text")
            #expect(statement.text(3) == "blob" && statement.isNull(4))
            statement.reset()
        }
    }
}
