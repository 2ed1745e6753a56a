import BigInt

/// An integer of any size. It is computed in 128 bits as long as that holds it, which the sums of a county and what is made
/// of them nearly always do: a table of scores multiplies and compares a few hundred of them. Whatever is larger goes on as a
/// `BigInt`, so that the result is the same number either way.
public struct ExactInteger: Sendable, Hashable, Comparable, ExpressibleByIntegerLiteral, CustomStringConvertible {
    private enum Storage: Sendable, Hashable {
        case small(Int128)
        /// Only what 128 bits do not hold, so that equal numbers are stored alike.
        indirect case large(BigInt)
    }
    private let storage: Storage

    public init(_ value: some FixedWidthInteger & SignedInteger) { storage = .small(Int128(value)) }

    public init(integerLiteral value: Int64) { storage = .small(Int128(value)) }

    public init(_ value: BigInt) {
        // By its digits: `Int128(value)` keeps the lower 64 bits of a foreign integer (Swift 6.3). It is a rare way back from
        // numbers that were too large.
        storage = Int128(value.description).map { .small($0) } ?? .large(value)
    }

    /// The same number; nil where 128 bits do not hold it.
    public var small: Int128? {
        switch storage {
        case .small(let value): value
        case .large: nil
        }
    }

    /// The same number.
    public var big: BigInt {
        switch storage {
        case .small(let value): BigInt(value)
        case .large(let value): value
        }
    }

    public var description: String {
        switch storage {
        case .small(let value): value.description
        case .large(let value): value.description
        }
    }

    public static func < (a: ExactInteger, b: ExactInteger) -> Bool {
        if case .small(let a) = a.storage, case .small(let b) = b.storage { return a < b }
        return a.big < b.big
    }

    public static func * (a: ExactInteger, b: ExactInteger) -> ExactInteger {
        if case .small(let x) = a.storage, case .small(let y) = b.storage {
            let (product, overflow) = x.multipliedReportingOverflow(by: y)
            if !overflow { return ExactInteger(product) }
        }
        return ExactInteger(a.big * b.big)
    }

    public static func + (a: ExactInteger, b: ExactInteger) -> ExactInteger {
        if case .small(let x) = a.storage, case .small(let y) = b.storage {
            let (sum, overflow) = x.addingReportingOverflow(y)
            if !overflow { return ExactInteger(sum) }
        }
        return ExactInteger(a.big + b.big)
    }

    public static func - (a: ExactInteger, b: ExactInteger) -> ExactInteger {
        if case .small(let x) = a.storage, case .small(let y) = b.storage {
            let (difference, overflow) = x.subtractingReportingOverflow(y)
            if !overflow { return ExactInteger(difference) }
        }
        return ExactInteger(a.big - b.big)
    }

    /// The quotient without its fraction. `b` is not 0.
    public static func / (a: ExactInteger, b: ExactInteger) -> ExactInteger {
        if case .small(let x) = a.storage, case .small(let y) = b.storage {
            let (quotient, overflow) = x.dividedReportingOverflow(by: y)
            if !overflow { return ExactInteger(quotient) }
        }
        return ExactInteger(a.big / b.big)
    }
}
