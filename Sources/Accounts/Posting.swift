import Ledger

/// What is summed: the accounts' first name. Measures of a scheme are made from these sums (scoring.md §2).
public enum Tally: Int32, CaseIterable, Sendable, Comparable {
    /// Amounts in 分.
    case exports, imports, generalExports, epidemicExports, outsourcing
    /// Enterprises, each counted at the end of its first month of the year with exports.
    case exporters, exportersUnderFiveMillion
    case insured, insuredUnderFiveMillion
    case newExporters, serviceTraders
    case fairVisits
    /// US cents.
    case fairOrders
    /// Reports by the highest level reached.
    case reportsSubmitted, reportsCity, reportsProvince
    /// The month's score or rating in hundredths, and 1 where there is one.
    case monitoring, monitoringPresent, rated, ratedPresent
    /// Points in hundredths, by the scheme and indicator in the account's item.
    case investments
    /// 1 for each live record of a journaled type, whatever the township, with the type's name in the account's item: the
    /// postings behind it are the list of the type's records (see `Journal`).
    case journal

    /// Whether every posting stands on a month's last day, so that a day's sum is the month's.
    public var isMonthly: Bool {
        switch self {
        case .exports, .imports, .generalExports, .epidemicExports, .outsourcing, .exporters,
            .exportersUnderFiveMillion, .monitoring, .monitoringPresent, .rated, .ratedPresent:
            true
        default: false
        }
    }

    /// Whether scores and counters are made from it. Differences and statements look at no others.
    public var isScored: Bool { self != .journal }

    public static func < (a: Tally, b: Tally) -> Bool { a.rawValue < b.rawValue }
}

/// Where sums are kept: (tally, township, item).
public struct Account: Hashable, Sendable, Comparable {
    public let tally: Tally
    /// A township's id; empty for facts of an enterprise that belongs to none on the fact's date.
    public let township: String
    /// The indicator of a rating, (scheme seq, indicator) of investment points, or the type of a journal; else empty.
    public let item: String

    public init(_ tally: Tally, _ township: String, item: String = "") {
        self.tally = tally
        self.township = township
        self.item = item
    }

    /// The account item of investment points under a scheme.
    public static func investmentItem(scheme: Int64, indicator: String) -> String { "\(scheme)/\(indicator)" }

    public static func < (a: Account, b: Account) -> Bool {
        (a.tally, a.township, a.item) < (b.tally, b.township, b.item)
    }
}

/// One change of one account, as plain-text accounting posts it: on which day it counts, by how much, because of which
/// record. The event that caused it is the one that is being folded; a later event that changes a fact posts the
/// reversal and the new value at its own position in the log.
public struct Posting: Hashable, Sendable {
    /// The account's number in the chart.
    public let account: Int32
    /// The day from which it counts.
    public let day: CivilDate
    /// The record that it speaks of.
    public let record: Int64
    public let amount: Int64

    public init(account: Int32, day: CivilDate, record: Int64, amount: Int64) {
        self.account = account
        self.day = day
        self.record = record
        self.amount = amount
    }
}
