import Ledger
import Records
import Scoring

/// Policy funds: what was allotted, and how far it is paid (二(八): 兑付进度). A pure function of the records and the day.
public struct FundBook: Sendable {
    public struct Fund: Sendable {
        public let record: Record
        /// The document by which it was allotted.
        public let number: String
        public let name: String
        /// `central`, `province`, `city` or `county`.
        public let level: String
        public let allotted: CivilDate
        /// 分.
        public let amount: Int128
        /// Its payments up to the day, in order of payment.
        public let payments: [Record]
        public let paid: Int128
        /// Enterprises paid, added up over the payments.
        public let enterprises: Int128

        public var left: Int128 { amount - paid }
        public var progress: Ratio { Ratio(paid, amount) }
    }

    /// The funds of a level added up.
    public struct Level: Sendable, Hashable {
        public let level: String
        public let funds: Int
        public let allotted: Int128
        public let paid: Int128
        public var progress: Ratio { Ratio(paid, allotted) }
    }

    public let on: CivilDate
    /// Those allotted in the day's year, and older ones that were not paid in full when it began; in order of allotment.
    public let funds: [Fund]

    /// - Parameters:
    ///   - allotments: the live `funds.allotted` effective up to the day.
    ///   - payments: the live `funds.paid` effective up to the day.
    public init(allotments: [Record], payments: [Record], on: CivilDate) {
        self.on = on
        let byFund = Dictionary(grouping: payments.filter { $0.effective <= on }) { $0.text("fund_no") }
        let newYear = CivilDate(trusted: Int32(on.year * 10_000 + 101))
        funds = allotments.filter { $0.effective <= on }.map { FundBook.fund($0, byFund[$0.text("fund_no")] ?? []) }
            .filter { fund in
                let before = fund.payments.filter { $0.effective < newYear }
                return fund.allotted >= newYear || before.reduce(0) { $0 + $1.amount("amount_cny") } < fund.amount
            }
            .sorted { ($0.allotted, $0.record.seq) < ($1.allotted, $1.record.seq) }
    }

    private static func fund(_ record: Record, _ payments: [Record]) -> Fund {
        Fund(
            record: record, number: record.text("fund_no"), name: record.text("name"), level: record.text("level"),
            allotted: record.effective, amount: record.amount("amount_cny"),
            payments: payments.sorted { ($0.effective, $0.seq) < ($1.effective, $1.seq) },
            paid: payments.reduce(0) { $0 + $1.amount("amount_cny") },
            enterprises: payments.reduce(0) { $0 + Int128($1.count("enterprises")) })
    }

    /// The levels in the order given, those without funds left out.
    public func levels(_ order: [String]) -> [Level] {
        order.compactMap { level in
            let those = funds.filter { $0.level == level }
            guard !those.isEmpty else { return nil }
            return Level(
                level: level, funds: those.count, allotted: those.reduce(0) { $0 + $1.amount },
                paid: those.reduce(0) { $0 + $1.paid })
        }
    }

    public var allotted: Int128 { funds.reduce(0) { $0 + $1.amount } }
    public var paid: Int128 { funds.reduce(0) { $0 + $1.paid } }
    public var progress: Ratio { Ratio(paid, allotted) }
}
