import BigInt

/// An exact fraction; `denominator` 0 means undefined (scoring.md §2).
public struct Ratio: Sendable, Hashable {
    public let numerator: ExactInteger
    /// Never negative.
    public let denominator: ExactInteger

    public init(_ numerator: Int128, _ denominator: Int128 = 1) {
        // The sign goes up, so that comparing is multiplying crosswise.
        let sign: ExactInteger = denominator < 0 ? -1 : 1
        self.numerator = sign * ExactInteger(numerator)
        self.denominator = sign * ExactInteger(denominator)
    }

    /// - Parameter denominator: not negative.
    init(exact numerator: ExactInteger, over denominator: ExactInteger = 1) {
        self.numerator = numerator
        self.denominator = denominator
    }

    public var isDefined: Bool { denominator != 0 }
    public var isPositive: Bool { isDefined && numerator > 0 }

    /// Whether `a` is less than `b`; both defined.
    public static func precedes(_ a: Ratio, _ b: Ratio) -> Bool {
        a.numerator * b.denominator < b.numerator * a.denominator
    }

    /// The value rounded half away from zero to `decimals`, as a decimal text; nil where undefined.
    public func rounded(_ decimals: Int) -> String? {
        guard isDefined else { return nil }
        let scaled = numerator.big.magnitude * BigUInt(10).power(decimals)
        let whole = denominator.big.magnitude
        let value = (scaled * 2 + whole) / (whole * 2)
        let digits = String(value)
        let filled = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return (numerator < 0 && value != 0 ? "-" : "") + filled.dropLast(decimals) + "." + filled.suffix(decimals)
    }
}
