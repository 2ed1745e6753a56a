import Accounts
import Ledger
import Scoring

/// What a score asks of the postings, as SQL: the sums that the twelve measures of every township are made from, on a day
/// and as known at a size.
struct SumQuestion {
    let on: CivilDate
    let known: Int64
    /// The accounts of a chart by what they are asked for, with their numbers.
    private let accounts: [(part: Part, account: Account, number: Int32)]

    private enum Part: Int, CaseIterable {
        case thisYear, yearBefore, marks
    }
    private static let tallies: [Part: [Tally]] = [
        .thisYear: [
            .exports, .imports, .generalExports, .epidemicExports, .outsourcing, .exporters,
            .exportersUnderFiveMillion, .insured, .insuredUnderFiveMillion, .newExporters, .serviceTraders,
            .fairVisits, .fairOrders,
        ],
        .yearBefore: [.exports, .imports, .exporters],
        // The latest month counts, so that each month is asked for.
        .marks: [.monitoring, .monitoringPresent],
    ]

    init(on: CivilDate, known: Int64, townships: [String], chart: Chart) {
        self.on = on
        self.known = known
        accounts = Part.allCases.flatMap { part in
            (SumQuestion.tallies[part] ?? []).flatMap { tally in
                townships.compactMap { township in
                    chart.find(tally, township).map { (part, Account(tally, township), $0) }
                }
            }
        }
    }

    /// The last day of the months of the year before that are asked for; before its first one where none is.
    private var lastBefore: Int {
        let months = on.wholeMonths
        guard months > 0 else { return (on.year - 1) * 10_000 }
        return Int(CivilMonth(trusted: Int32((on.year - 1) * 100 + months)).end.number)
    }

    /// The statement that comes to mind, over `postings(account, day, seq, amount)`: all sums of both years' days, from
    /// which the wanted ones are picked. Its rows are (account, year, sum).
    var plainSQL: String {
        "SELECT account, day / 10000, sum(amount) FROM postings WHERE (day BETWEEN \(on.year * 10_000 + 101) AND "
            + "\(on.number) OR day BETWEEN \((on.year - 1) * 10_000 + 101) AND \(lastBefore)) AND seq <= \(known) "
            + "GROUP BY account, day / 10000"
    }

    /// Whether a row of the plain statement is one of the wanted sums.
    func wants(account: Int32, year: Int) -> Bool {
        accounts.contains { $0.number == account && ($0.part == .yearBefore) == (year < on.year) }
    }

    private func numbers(_ part: Part) -> String {
        accounts.filter { $0.part == part }.map { String($0.number) }.joined(separator: ", ")
    }

    /// A statement that helps the planner: it names the accounts, so that a covering index can be entered at each of them.
    /// Its rows are (part, account, day or 0, sum).
    var sql: String {
        let year = on.year * 10_000
        func part(_ part: Part, _ from: Int, _ through: Int, group: String) -> String {
            "SELECT \(part.rawValue), account, \(group == "account" ? "0" : "day"), sum(amount) FROM postings "
                + "WHERE account IN (\(numbers(part))) AND day BETWEEN \(from) AND \(through) AND seq <= \(known) "
                + "GROUP BY \(group)"
        }
        return [
            part(.thisYear, year + 101, Int(on.number), group: "account"),
            part(.yearBefore, year - 10_000 + 101, lastBefore, group: "account"),
            part(.marks, year + 101, Int(on.number), group: "account, day"),
        ].joined(separator: " UNION ALL ")
    }

    /// The sum of all sums as the ledger's own balances have them: what both must come to.
    func total(_ balances: some Balances) throws -> Int128 {
        var total: Int128 = 0
        let months = on.wholeMonths
        for (part, account, _) in accounts {
            switch part {
            case .thisYear where account.tally.isMonthly, .marks:
                total += try balances.sum(account.tally, account.township, year: on.year, months: months)
            case .thisYear: total += try balances.sum(account.tally, account.township, through: on)
            case .yearBefore:
                total += try balances.sum(account.tally, account.township, year: on.year - 1, months: months)
            }
        }
        return total
    }
}
