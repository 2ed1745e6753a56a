import Ledger

/// Dates as workbooks store them: days since an epoch (ECMA-376-1 §18.17.4.1).
enum SerialDate {
    /// The epoch of a workbook: the 1900 system, in which 1900 has a 29 February that never was, or the 1904 system.
    enum Epoch: Sendable { case year1900, year1904 }

    /// The day of a number, as `YYYY-MM-DD`; nil for numbers before the epoch, beyond the year 9999, and for the day
    /// that never was. The fraction, which is a time of day, is dropped.
    /// - Parameter number: a decimal as `NumberText` gives it.
    static func day(_ number: String, _ epoch: Epoch) -> String? {
        guard let serial = Int(number.prefix { $0 != "." }), serial >= 0, serial < 2_958_466 else { return nil }
        switch epoch {
        case .year1904: return spelled(serial - 24_107)
        case .year1900 where serial == 60: return nil
        // Up to the day that never was the count is one day late.
        case .year1900: return spelled(serial - (serial < 60 ? 25_568 : 25_569))
        }
    }

    /// The civil date of a day counted from 1970-01-01.
    private static func spelled(_ days: Int) -> String { CivilDate(daysSinceEpoch: days).description }
}

/// Which number formats show a date (ECMA-376-1 §18.8.30 and §18.8.31).
enum DateFormat {
    /// Whether a built-in format shows a date or a time: 14–22 and 45–47 everywhere, the others in Chinese, Japanese
    /// and Korean workbooks.
    static func isBuiltIn(_ number: Int) -> Bool {
        switch number {
        case 14...22, 27...36, 45...47, 50...58: true
        default: false
        }
    }

    /// Whether a format's code has a part of a date or a time outside quotation marks, brackets and escapes.
    static func isDate(_ code: String) -> Bool {
        var rest = code.lowercased().unicodeScalars.makeIterator()
        while let scalar = rest.next() {
            switch scalar {
            case "\"": while let inner = rest.next(), inner != "\"" {}
            case "[": while let inner = rest.next(), inner != "]" {}
            case "\\", "_", "*": _ = rest.next()
            case "y", "m", "d", "h", "s": return true
            default: break
            }
        }
        return false
    }
}
