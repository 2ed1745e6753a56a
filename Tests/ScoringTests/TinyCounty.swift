import Accounts
import Ledger
import Records
import Scoring
import TestSupport
import Testing

/// A county of four townships, a to d, with a scheme of the test's own. Enterprises 1–4 belong to a–d, 5–8 too, and so
/// on up to 40. Today is 2021-12-31.
final class TinyCounty {
    let ledger: TemporaryLedger
    let item: String

    typealias Rule = TinyScheme.Rule

    /// - Parameters:
    ///   - rules: an indicator each, all with the same points.
    ///   - facts: what is recorded after the registrations.
    init(_ rules: String..., points: Int = 10, facts: [Submission] = []) throws {
        ledger = try TemporaryLedger(now: Instant.startOfDay(CivilDate(trusted: 20_211_231)))
        item = "i0"
        let places = ["a", "b", "c", "d"]
        try ledger.append(
            [.adopt(try TinyScheme.json(rules, points: points), from: "2000-01-01", id: "scheme")]
                + (1...40).map { .register($0, places[($0 - 1) % 4], from: "2000-01-01", id: "e\($0)") })
        try ledger.append(facts)
    }

    func table(_ on: String, known: Known = .everything) throws -> ScoreTable {
        try ledger.office.score(on: try #require(CivilDate(on)), known: known).table
    }

    /// The points of a, b, c and d for the indicator at `index`.
    func points(_ on: String, _ index: Int = 0, known: Known = .everything) throws -> [String] {
        try table(on, known: known).rows.map { $0.items[index].points.twoDecimals }
    }

    func flags(_ on: String) throws -> [[ScoreTable.Flag]] { try table(on).rows.map { $0.items[0].flags } }

    /// The sums of a township.
    func figures(_ township: String, on: String, known: Int64? = nil) throws -> Figures {
        let date = try #require(CivilDate(on))
        return try ledger.office.read { reader, books in
            try Figures(books.balances(known: known ?? reader.size), township: township, on: date)
        }
    }

    func progress(_ on: String, known: Known = .everything) throws -> Progress {
        try ledger.office.progress(on: try #require(CivilDate(on)), known: known).progress
    }

    /// Exports of a month in a, b, c and d.
    static func exports(_ month: String, _ amounts: [String]) -> [Submission] {
        amounts.enumerated().map { .trade($0.offset + 1, month, $0.element) }
    }
}
