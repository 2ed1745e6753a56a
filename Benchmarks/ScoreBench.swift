import Accounts
import Foundation
import Ledger
import Scoring

/// The question asked most, of random days as known at random sizes: by the ledger's running totals, and by the sums of its
/// postings in SQLite and DuckDB.
extension Bench {
    func score(_ path: String) throws -> [Figure] {
        let log = try SQLiteEventLog.open(path: path, readOnly: true)
        let office = office(log, at: { Instant(milliseconds: 0) })
        let size = try log.read { $0.size }
        var random = Draws(seed: 7)
        var questions: [(on: CivilDate, known: Int64)] = []
        for _ in 0..<200 {
            let on = CivilDate(year: 2020, month: 1 + random(12), day: 1 + random(28)) ?? CivilDate(trusted: 20_200_630)
            questions.append((on, size / 2 + Int64(random(Int(size / 2)))))
        }
        func ask() throws -> [Double] {
            try questions.map { on, known in
                try seconds { _ = try office.score(on: on, known: .size(known)) } * 1000
            }.sorted()
        }
        // Asked once before, so that what is measured is a ledger in use.
        _ = try ask()
        let times = try ask()
        let (median, p99) = (times[100], times[198])
        let plain = try PlainPostings(log, to: folder + "/postings.sqlite")
        defer { plain.remove(at: folder + "/postings.sqlite") }
        let townships = try office.scheme(on: CivilDate(trusted: 20_200_630), known: .everything).adopted.scheme
            .townships.map(\.id)
        let sums = try office.read { _, books in
            return try questions.prefix(21).map { on, known in
                let balances = books.balances(known: known)
                let question = SumQuestion(on: on, known: known, townships: townships, chart: balances.chart)
                return (question: question, total: try question.total(balances))
            }
        }
        let group = try grouped(plain, Array(sums.prefix(7)))
        var figures = [
            Figure(
                name: "score, random (on, known), warm", value: String(format: "%.2f ms, p99 %.2f ms", median, p99),
                ratio: ratio(group / median),
                floor: String(format: "GROUP BY over the postings, covering index, %.1f ms (bar 100 at 10 M)", group),
                numbers: [
                    "score_ms": median, "score_p99_ms": p99, "group_by_ms": group, "postings": Double(plain.count),
                ])
        ]
        if let duck = try duckDB(plain, sums) {
            figures.append(
                Figure(
                    name: "… against DuckDB \(duck.version), 2 threads", value: String(format: "%.1f ms", duck.median),
                    ratio: ratio(duck.median / median), floor: "the score above (bar 5 at 10 M)",
                    numbers: ["duckdb_ms": duck.median]))
        }
        return figures
    }

    /// A program asks a question whose answer is another than the ledger's.
    struct OtherAnswer: Error {
        let program: String
        let expected: [Int128]
        let found: [Int128]
    }

    /// - Returns: the median time in milliseconds.
    private func grouped(_ plain: PlainPostings, _ sums: [(question: SumQuestion, total: Int128)]) throws -> Double {
        var times: [Double] = []
        var found: [Int128] = []
        for (question, _) in sums {
            _ = try plain.total(question)
            times.append(try seconds { found.append(try plain.total(question)) } * 1000)
        }
        guard found == sums.map(\.total) else {
            throw OtherAnswer(program: "SQLite", expected: sums.map(\.total), found: found)
        }
        return times.sorted()[times.count / 2]
    }

    /// What `Scripts/duckdb_sums.py` tells.
    private struct Duck: Decodable {
        let version: String
        let median: Double
        let totals: [String]

        enum CodingKeys: String, CodingKey {
            case version, totals
            case median = "median_ms"
        }
    }

    /// - Returns: nil where Python has no DuckDB.
    private func duckDB(_ plain: PlainPostings, _ sums: [(question: SumQuestion, total: Int128)]) throws -> Duck? {
        let questions = folder + "/questions.sql"
        defer { try? FileManager.default.removeItem(atPath: questions) }
        try sums.map { $0.question.sql + "\n" }.joined().write(toFile: questions, atomically: true, encoding: .utf8)
        guard let told = try? Bench.output("python3", ["Scripts/duckdb_sums.py", plain.csv, questions]), !told.isEmpty
        else { return nil }
        let duck = try JSONDecoder().decode(Duck.self, from: Data(told.utf8))
        let found = duck.totals.compactMap { Int128($0) }
        guard found == sums.map(\.total) else {
            throw OtherAnswer(program: "DuckDB", expected: sums.map(\.total), found: found)
        }
        return duck
    }
}
