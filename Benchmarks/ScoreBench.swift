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
        let questions = try log.read { try randomQuestions($0, 200) }
        let own = try scores(office, questions)
        let median = own.numbers["score_ms"] ?? 0
        let plain = try PlainPostings(log, to: folder + "/postings.sqlite")
        defer { plain.remove(at: folder + "/postings.sqlite") }
        let townships = try office.scheme(on: questions[0].on, known: .everything).adopted.scheme.townships.map(\.id)
        let sums = try office.read { _, books in
            try questions.prefix(21).map { on, known in
                let balances = books.balances(known: known)
                let question = SumQuestion(on: on, known: known, townships: townships, chart: balances.chart)
                return (question: question, total: try question.total(balances))
            }
        }
        let group = try grouped(sums, plain.plainTotal)
        let entered = try grouped(sums, plain.total)
        func against(_ name: String, _ time: Double, _ bar: String, _ key: String) -> Figure {
            Figure(
                name: "… against \(name)", value: String(format: "%.1f ms", time), ratio: ratio(time / median),
                floor: "the score above\(bar)", numbers: [key: time])
        }
        var figures = [
            own,
            against("GROUP BY over the postings, covering index", group, " (bar 100 at 10 M)", "group_by_ms"),
            against("the same, entered at each account", entered, "", "group_by_entered_ms"),
        ]
        if let duck = try duckDB(plain, sums) {
            figures.append(
                against("DuckDB \(duck.version), 2 threads", duck.median, " (bar 5 at 10 M)", "duckdb_ms"))
        }
        return figures
    }

    /// The score alone, of the same questions: `benchmarks scores PATH`.
    func scores(_ path: String) throws -> Figure {
        let log = try SQLiteEventLog.open(path: path, readOnly: true)
        return try scores(office(log, at: { Instant(milliseconds: 0) }), log.read { try randomQuestions($0, 200) })
    }

    /// The size of the ledger whose score a larger one's is held against.
    private static let base = 100_000

    private func scores(_ office: Office, _ questions: [(on: CivilDate, known: Int64)]) throws -> Figure {
        func ask(_ office: Office, _ questions: [(on: CivilDate, known: Int64)]) throws -> [Double] {
            try questions.map { on, known in
                try seconds { _ = try office.score(on: on, known: .size(known)) } * 1000
            }
        }
        var others: (office: Office, questions: [(on: CivilDate, known: Int64)])?
        let path = folder + "/bench-\(Bench.base).sqlite"
        if events > Bench.base, FileManager.default.fileExists(atPath: path) {
            let log = try SQLiteEventLog.open(path: path, readOnly: true)
            others = (
                self.office(log, at: { Instant(milliseconds: 0) }), try log.read { try randomQuestions($0, 200) }
            )
        }
        var (times, base): ([Double], [Double]) = ([], [])
        // In turn, so that a slow moment of the machine meets both. The first time warms up: what is measured is a ledger in use.
        for round in 0...5 {
            let own = try ask(office, questions)
            let other = try others.map { try ask($0.office, $0.questions) } ?? []
            if round > 0 {
                times += own
                base += other
            }
        }
        times.sort()
        let (median, p99) = (times[times.count / 2], times[times.count * 99 / 100])
        var numbers = ["score_ms": median, "score_p99_ms": p99]
        if !base.isEmpty { numbers["score_base_ms"] = base.sorted()[base.count / 2] }
        return Figure(
            name: "score, random (on, known), warm", value: String(format: "%.2f ms, p99 %.2f ms", median, p99),
            ratio: numbers["score_base_ms"].map { ratio(median / $0) } ?? "",
            floor: numbers["score_base_ms"].map {
                String(format: "its own at %d events, in turn, %.2f ms (bar 1.5); bar 5 ms", Bench.base, $0)
            } ?? "bar 5 ms", numbers: numbers)
    }

    /// Moments of the later half of the ledger, and days of the year until then: there are facts to add up.
    private func randomQuestions(_ reader: LogReader, _ count: Int) throws -> [(on: CivilDate, known: Int64)] {
        var random = Draws(seed: 7)
        let county = max(2, reader.size - Bench.singles)
        return try (0..<count).map { _ in
            let known = county / 2 + Int64(random(Int(county / 2)))
            let day = try reader.recordedAt(known).shanghaiDate
            let first = CivilDate(trusted: Int32(day.year * 10_000 + 101))
            let days = day.daysSinceEpoch - first.daysSinceEpoch
            return (CivilDate(daysSinceEpoch: first.daysSinceEpoch + random(days + 1)), known)
        }
    }

    /// A program asks a question whose answer is another than the ledger's.
    struct OtherAnswer: Error {
        let program: String
        let expected: [Int128]
        let found: [Int128]
    }

    /// - Returns: the median time in milliseconds of the first seven questions, each asked once before.
    private func grouped(
        _ sums: [(question: SumQuestion, total: Int128)], _ ask: (SumQuestion) throws -> Int128
    ) throws -> Double {
        let sums = sums.prefix(7)
        var times: [Double] = []
        var found: [Int128] = []
        for (question, _) in sums {
            _ = try ask(question)
            times.append(try seconds { found.append(try ask(question)) } * 1000)
        }
        guard found == sums.map(\.total) else {
            throw OtherAnswer(program: "SQLite", expected: sums.map(\.total), found: found)
        }
        return times.sorted()[times.count / 2]
    }

    /// What `Scripts/duckdb_sums.py` tells.
    private struct Duck: Decodable {
        let version: String
        /// By kind of statement, in milliseconds.
        let medians: [String: Double]
        let totals: [String: [String]]

        /// The faster kind's.
        var median: Double { medians.values.min() ?? 0 }
    }

    /// - Returns: nil where Python has no DuckDB.
    private func duckDB(_ plain: PlainPostings, _ sums: [(question: SumQuestion, total: Int128)]) throws -> Duck? {
        let questions = folder + "/questions.sql"
        defer { try? FileManager.default.removeItem(atPath: questions) }
        let statements = sums.map { "entered\t\($0.question.sql)\nplain\t\($0.question.plainSQL)\n" }
        try statements.joined().write(toFile: questions, atomically: true, encoding: .utf8)
        guard let told = try? Bench.output("python3", ["Scripts/duckdb_sums.py", plain.csv, questions]), !told.isEmpty
        else { return nil }
        let duck = try JSONDecoder().decode(Duck.self, from: Data(told.utf8))
        let found = (duck.totals["entered"] ?? []).compactMap { Int128($0) }
        guard found == sums.map(\.total) else {
            throw OtherAnswer(program: "DuckDB", expected: sums.map(\.total), found: found)
        }
        return duck
    }
}
