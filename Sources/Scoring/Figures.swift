import Accounts
import BigInt
import Ledger
import Records

/// An exact fraction; `denominator` 0 means undefined (scoring.md §2).
public struct Ratio: Sendable, Hashable {
    public let numerator: BigInt
    public let denominator: BigInt

    public init(_ numerator: Int128, _ denominator: Int128 = 1) {
        // The sign goes up, so that comparing is multiplying crosswise.
        let negative = denominator < 0
        self.numerator = BigInt(negative ? -numerator : numerator)
        self.denominator = BigInt(denominator.magnitude)
    }

    public var isDefined: Bool { denominator != 0 }
    public var isPositive: Bool { isDefined && numerator > 0 }

    static func precedes(_ a: Ratio, _ b: Ratio) -> Bool {
        a.numerator * b.denominator < b.numerator * a.denominator
    }
    static func same(_ a: Ratio, _ b: Ratio) -> Bool {
        a.numerator * b.denominator == b.numerator * a.denominator
    }

    /// The value rounded half away from zero to `decimals`, as a decimal text; nil where undefined.
    public func rounded(_ decimals: Int) -> String? {
        guard isDefined else { return nil }
        let scaled = numerator.magnitude * BigUInt(10).power(decimals)
        let value = (scaled * 2 + denominator.magnitude) / (denominator.magnitude * 2)
        let digits = String(value)
        let filled = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return (numerator < 0 && value != 0 ? "-" : "") + filled.dropLast(decimals) + "." + filled.suffix(decimals)
    }
}

/// The measures of one day as known at one size, read from balances (scoring.md §1–2).
public struct Figures {
    let balances: Balances
    public let on: CivilDate

    public init(_ balances: Balances, on: CivilDate) {
        self.balances = balances
        self.on = on
    }

    /// m: the whole months of the year that have ended on or before the day.
    public var months: Int { on.wholeMonths }

    private func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        CivilDate(trusted: Int32(year * 10_000 + month * 100 + day))
    }

    /// Σ over the year's months 1…m, or the same months `yearsBack` years earlier.
    func monthly(_ tally: Tally, _ township: String, yearsBack: Int = 0) -> Int128 {
        let year = on.year - yearsBack
        guard months > 0, year > 0 else { return 0 }
        let last = CivilMonth(trusted: Int32(year * 100 + months)).end
        return balances.sum(Account(tally, township), from: day(year, 1, 1), through: last)
    }

    /// Σ over the year's days up to and including the day.
    func dated(_ tally: Tally, _ township: String, item: String = "") -> Int128 {
        balances.sum(Account(tally, township, item: item), from: day(on.year, 1, 1), through: on)
    }

    /// The value of the latest month ≤ m of the year that has one.
    func latest(_ tally: Tally, present: Tally, _ township: String, item: String = "") -> Int128? {
        for month in stride(from: months, to: 0, by: -1) {
            let end = CivilMonth(trusted: Int32(on.year * 100 + month)).end
            if balances.sum(Account(present, township, item: item), from: end, through: end) > 0 {
                return balances.sum(Account(tally, township, item: item), from: end, through: end)
            }
        }
        return nil
    }

    /// A measure's value for a township.
    func value(_ measure: Measure, _ township: String) -> Ratio {
        let exports = monthly(.exports, township)
        switch measure {
        case .exportsTotal: return Ratio(exports)
        case .exportsIncrement: return Ratio(exports - monthly(.exports, township, yearsBack: 1))
        case .exportsGrowth:
            let before = monthly(.exports, township, yearsBack: 1)
            return Ratio(exports - before, before)
        case .exportersRatio:
            return Ratio(monthly(.exporters, township), monthly(.exporters, township, yearsBack: 1))
        case .epidemicShare: return Ratio(monthly(.epidemicExports, township), monthly(.generalExports, township))
        case .importsIncrement:
            return Ratio(monthly(.imports, township) - monthly(.imports, township, yearsBack: 1))
        case .outsourcingShare: return Ratio(monthly(.outsourcing, township), exports)
        case .serviceTraders: return Ratio(dated(.serviceTraders, township))
        case .insuredShare: return Ratio(dated(.insured, township), monthly(.exporters, township))
        case .monitoringScore: return Ratio(latest(.monitoring, present: .monitoringPresent, township) ?? 0)
        case .investments, .reports: return Ratio(0)
        }
    }
}
