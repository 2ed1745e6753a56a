/// The decimal form of a number as a workbook stores it.
public enum NumberText {
    /// The significant digits that Excel keeps and shows. Beyond them stand the traces of binary fractions: a sum that
    /// people see as 1234.56 may be stored as `1234.5600000000001`.
    static let significantDigits = 15

    /// A stored number (XML Schema's `double`) as a plain decimal: no exponent, no needless zeros, rounded half up to 15
    /// significant digits, which is the value that the spreadsheet program shows. Computed on the digits, never through a
    /// binary fraction. Nil for what is no number, and for numbers of more than 40 digits before or behind the point.
    /// - Complexity: O(length).
    public static func plain(_ bytes: some Collection<UInt8>) -> String? {
        var digits: [UInt8] = []
        digits.reserveCapacity(bytes.count)
        var isNegative = false
        /// Digits before the point.
        var point: Int?
        var index = bytes.startIndex
        if index != bytes.endIndex, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            isNegative = bytes[index] == UInt8(ascii: "-")
            index = bytes.index(after: index)
        }
        while index != bytes.endIndex {
            let byte = bytes[index]
            if byte >= 0x30, byte <= 0x39 {
                digits.append(byte - 0x30)
            } else if byte == UInt8(ascii: "."), point == nil {
                point = digits.count
            } else {
                break
            }
            index = bytes.index(after: index)
        }
        guard !digits.isEmpty, digits.count <= 400 else { return nil }
        var whole = point ?? digits.count
        if index != bytes.endIndex {
            guard let exponent = exponent(bytes[index...]) else { return nil }
            whole += exponent
        }
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        whole -= zeros
        whole += round(&digits)
        while digits.last == 0 { digits.removeLast() }
        guard !digits.isEmpty else { return "0" }
        guard whole <= 40, digits.count - whole <= 40 else { return nil }
        return (isNegative ? "-" : "") + spelled(digits, whole: whole)
    }

    private static func exponent(_ bytes: some Collection<UInt8>) -> Int? {
        guard let mark = bytes.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return nil }
        return Int(String(decoding: bytes.dropFirst(), as: UTF8.self)).flatMap { abs($0) <= 400 ? $0 : nil }
    }

    /// Rounds to the significant digits.
    /// - Returns: 1 where the number got a digit more before the point, else 0.
    private static func round(_ digits: inout [UInt8]) -> Int {
        guard digits.count > significantDigits else { return 0 }
        let isUp = digits[significantDigits] >= 5
        digits.removeLast(digits.count - significantDigits)
        guard isUp else { return 0 }
        for place in digits.indices.reversed() {
            if digits[place] < 9 {
                digits[place] += 1
                return 0
            }
            digits[place] = 0
        }
        digits.insert(1, at: 0)
        return 1
    }

    private static func spelled(_ digits: [UInt8], whole: Int) -> String {
        var text: [UInt8] = []
        if whole <= 0 {
            text = [0x30, 0x2E] + Array(repeating: 0x30, count: -whole) + digits.map { $0 + 0x30 }
        } else {
            text = digits.prefix(whole).map { $0 + 0x30 } + Array(repeating: 0x30, count: max(0, whole - digits.count))
            if digits.count > whole { text += [0x2E] + digits.dropFirst(whole).map { $0 + 0x30 } }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
