import BigInt

/// A fraction in school's way; nil stands for one whose denominator is 0.
public struct Fraction: Equatable, Sendable {
    public let top: BigInt
    public let bottom: BigInt

    public init(_ top: BigInt, _ bottom: BigInt = 1) {
        self.top = bottom < 0 ? -top : top
        self.bottom = bottom < 0 ? -bottom : bottom
    }

    /// `12.345` as 12345/1000.
    public init(decimal text: String) {
        let parts = text.split(separator: ".")
        let behind = parts.count > 1 ? String(parts[1]) : ""
        self.init(BigInt(parts.first.map(String.init).map { $0 + behind } ?? "0") ?? 0, BigInt(10).power(behind.count))
    }

    public static let zero = Fraction(0)
    public var isPositive: Bool { top > 0 }
    public static func + (a: Fraction, b: Fraction) -> Fraction {
        Fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
    }
    public static func - (a: Fraction, b: Fraction) -> Fraction {
        Fraction(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom)
    }
    public static func * (a: Fraction, b: Fraction) -> Fraction { Fraction(a.top * b.top, a.bottom * b.bottom) }
    public static func / (a: Fraction, b: Fraction) -> Fraction? {
        b.top == 0 ? nil : Fraction(a.top * b.bottom, a.bottom * b.top)
    }
    public static func < (a: Fraction, b: Fraction) -> Bool { a.top * b.bottom < b.top * a.bottom }
    public static func > (a: Fraction, b: Fraction) -> Bool { b < a }
    public static func == (a: Fraction, b: Fraction) -> Bool { a.top * b.bottom == b.top * a.bottom }
    public static func <= (a: Fraction, b: Fraction) -> Bool { !(b < a) }

    /// Two decimals, half up; for what is not negative.
    public var twoDecimals: String {
        let hundredths = (top * 200 + bottom) / (bottom * 2)
        let digits = String(hundredths % 100)
        return "\(hundredths / 100)." + (digits.count < 2 ? "0" : "") + digits
    }
}

extension Sequence<Fraction> {
    public var sum: Fraction { reduce(.zero, +) }
}
