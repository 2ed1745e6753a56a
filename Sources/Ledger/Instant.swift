/// A moment in UTC with millisecond precision: the ledger's clock of record (ledger.md §1).
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let milliseconds: Int64

    /// The last moment that the ledger can write: 9999-12-31T23:59:59.999Z.
    public static let latest = Instant(milliseconds: 253_402_300_799_999)

    /// The moments at which something can be recorded: those of days with a date, from 1970 on.
    public static let recordable = Instant(milliseconds: 0)...Instant.endOfDay(CivilDate(trusted: 99_991_231))

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Reads the ledger's own form, `YYYY-MM-DDTHH:MM:SS.mmmZ`, exactly; nil for anything else.
    public init?(stored text: some StringProtocol) {
        guard text.utf8.count == 24, let instant = Instant(rfc3339: text),
            instant.description == text
        else { return nil }
        self = instant
    }

    /// Reads an RFC 3339 date and time with any offset; digits behind the millisecond are dropped, since no
    /// event is recorded between two milliseconds. Nil for anything else, and for a leap second.
    public init?(rfc3339 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let date = CivilDate(String(decoding: bytes[0..<10], as: UTF8.self)),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " "),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = decimal(bytes[11..<13]), let minute = decimal(bytes[14..<16]),
            let second = decimal(bytes[17..<19]), hour < 24, minute < 60, second < 60
        else { return nil }
        var at = 19
        var millisecond = 0
        if bytes[at] == UInt8(ascii: ".") {
            at += 1
            let start = at
            while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 { at += 1 }
            guard at > start else { return nil }
            let digits = Array(bytes[start..<min(at, start + 3)]) + [0x30, 0x30]
            guard let value = decimal(digits[0..<3]) else { return nil }
            millisecond = value
        }
        guard at < bytes.count else { return nil }
        var offsetMinutes = 0
        if bytes[at] == UInt8(ascii: "Z") || bytes[at] == UInt8(ascii: "z") {
            guard at + 1 == bytes.count else { return nil }
        } else {
            guard bytes.count == at + 6, bytes[at + 3] == UInt8(ascii: ":"),
                bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-"),
                let hours = decimal(bytes[(at + 1)..<(at + 3)]), let minutes = decimal(bytes[(at + 4)..<(at + 6)]),
                hours < 24, minutes < 60
            else { return nil }
            offsetMinutes = (hours * 60 + minutes) * (bytes[at] == UInt8(ascii: "-") ? -1 : 1)
        }
        let minutes = (date.daysSinceEpoch * 24 + hour) * 60 + minute - offsetMinutes
        milliseconds = Int64((minutes * 60 + second) * 1000 + millisecond)
    }

    /// The ledger's own form, `YYYY-MM-DDTHH:MM:SS.mmmZ`.
    public var description: String {
        let days = Int(floorDivide(milliseconds, 86_400_000))
        let rest = Int(milliseconds - Int64(days) * 86_400_000)
        let date = CivilDate(daysSinceEpoch: days)
        return String(unsafeUninitializedCapacity: 24) { bytes in
            DecimalDigits.write(date.year, to: bytes, at: 0, count: 4)
            DecimalDigits.write(date.monthOfYear, to: bytes, at: 5, count: 2)
            DecimalDigits.write(date.day, to: bytes, at: 8, count: 2)
            DecimalDigits.write(rest / 3_600_000, to: bytes, at: 11, count: 2)
            DecimalDigits.write(rest / 60_000 % 60, to: bytes, at: 14, count: 2)
            DecimalDigits.write(rest / 1000 % 60, to: bytes, at: 17, count: 2)
            DecimalDigits.write(rest % 1000, to: bytes, at: 20, count: 3)
            for (index, mark) in [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":"), (19, "."), (23, "Z")]
                as [(Int, Unicode.Scalar)]
            {
                bytes[index] = UInt8(ascii: mark)
            }
            return 24
        }
    }

    /// The civil date in Asia/Shanghai. The zone has been UTC+8 without summer time since 1991; the ledger uses
    /// that offset for every instant, so that no zone table can change an answer.
    public var shanghaiDate: CivilDate {
        CivilDate(daysSinceEpoch: Int(floorDivide(milliseconds + Instant.shanghaiOffset, 86_400_000)))
    }

    /// The last millisecond of a civil date in Asia/Shanghai.
    public static func endOfDay(_ date: CivilDate) -> Instant {
        Instant(milliseconds: Int64(date.daysSinceEpoch + 1) * 86_400_000 - shanghaiOffset - 1)
    }

    /// The first millisecond of a civil date in Asia/Shanghai.
    public static func startOfDay(_ date: CivilDate) -> Instant {
        Instant(milliseconds: Int64(date.daysSinceEpoch) * 86_400_000 - shanghaiOffset)
    }

    public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

    private static let shanghaiOffset: Int64 = 8 * 3_600_000
}

private func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
    a >= 0 ? a / b : -((b - 1 - a) / b)
}
