import Ledger
import Records
import TestSupport
import Testing

/// ledger.md §2: at most 2 decimals, at most 15 digits before the point, no exponent, sign or needless zeros at the
/// left; trailing zeros are dropped when stored.
@Suite struct AmountTests {
    static func fault(_ text: String) -> Hundredths.Fault? {
        do throws(Hundredths.Fault) { _ = try Hundredths(text) } catch { return error }
        return nil
    }

    static let refused: [(String, Hundredths.Fault)] = [
        ("", .empty), ("-1", .sign), ("+1", .sign), ("-0", .sign), ("00", .leadingZero), ("007", .leadingZero),
        ("00.5", .leadingZero), ("0.001", .tooManyDecimals), ("0.000", .tooManyDecimals),
        ("1000000000000000", .tooLarge), ("1000000000000000.00", .tooLarge), ("99999999999999999999999", .tooLarge),
        ("1e5", .character("e")), ("1E5", .character("E")), ("1,000", .character(",")),
        ("1\u{FF0C}000", .character("\u{FF0C}")), ("\u{FF11}\u{FF12}", .character("\u{FF11}")),
        ("12\u{FF0E}5", .character("\u{FF0E}")), ("12O", .character("O")), ("1 000", .character(" ")),
        ("٣", .character("٣")), ("1.", .shape), (".5", .shape), (".", .shape), ("1.2.3", .shape), ("1..2", .shape),
    ]

    @Test(arguments: refused) func isNoAmount(text: String, fault: Hundredths.Fault) {
        #expect(Self.fault(text) == fault, "\(text)")
    }

    @Test(arguments: [
        ("0", 0, "0"), ("0.0", 0, "0"), ("0.00", 0, "0"), ("0.01", 1, "0.01"), ("0.10", 10, "0.1"),
        ("1250000.50", 125_000_050, "1250000.5"), ("10", 1000, "10"), ("100.00", 10_000, "100"),
        ("999999999999999.99", 99_999_999_999_999_999, "999999999999999.99"),
        ("999999999999999", 99_999_999_999_999_900, "999999999999999"),
    ])
    func isStoredWithoutNeedlessZeros(text: String, value: Int64, stored: String) throws {
        #expect(try Hundredths(text).value == value)
        #expect(try Hundredths(text).description == stored)
    }

    @Test func whatIsWrittenReadsBack() throws {
        var value: Int64 = 1
        while value <= 99_999_999_999_999_999 {
            for near in [value - 1, value, value + 1, value + 9] where near <= 99_999_999_999_999_999 {
                let text = Hundredths(near).description
                #expect(try Hundredths(text).value == near, "\(text)")
                #expect(try Hundredths(Hundredths(near).twoDecimals).value == near)
            }
            value = value * 3 + 7
        }
    }

    @Test func theLedgerStoresAmountsTrimmed() throws {
        let ledger = try TemporaryLedger()
        try ledger.append([
            .adopt(TemporaryLedger.builtInScheme()), .register(1, "jiapu"),
            .trade(1, "2020-05", " 1250000.50 ", imports: "0.00", general: "10.10", epidemic: "7.00"),
        ])
        let data = try ledger.event(3)?.data
        #expect(data?["export_cny"]?.text == "1250000.5")
        #expect(data?["import_cny"]?.text == "0")
        #expect(data?["general_trade_export_cny"]?.text == "10.1")
        #expect(data?["epidemic_goods_export_cny"]?.text == "7")
    }

    /// A scheme's rates may have up to 6 decimals.
    @Test func ratesHaveSixDecimals() throws {
        #expect(try Rate("0.085").millionths == 85_000)
        #expect(try Rate("0.000001").millionths == 1)
        #expect(throws: Hundredths.Fault.tooManyDecimals) { try Rate("0.0000001") }
        #expect(throws: Hundredths.Fault.sign) { try Rate("-0.08") }
    }

    /// An amount that lost its point to one wrong byte has more digits than any: it is told, and does not end the program.
    @Test func anAmountWithoutItsPointIsNoneOfTheFacts() {
        func facts(_ amount: String) -> Facts? {
            let data = #"{"month":"2020-06","score":"\#(amount)","township":"jiapu"}"#
            return Array(data.utf8).withUnsafeBufferPointer { Facts(.monitoringScored, canonical: $0) }
        }
        #expect(facts("999999999999999.99") == .monitoring(township: "jiapu", score: 99_999_999_999_999_999))
        #expect(facts("999999999999999") == .monitoring(township: "jiapu", score: 99_999_999_999_999_900))
        for text in ["999999999999999099", "1000000000000000", "1000000000000000.5", "9999999999999999.9"] {
            #expect(facts(text) == nil, "\(text)")
        }
    }

    /// Counts: digits, up to the largest integer of an event, read alike from a sheet, a command line and JSON.
    @Test func countsAreDigitsThatAnEventCanHold() throws {
        #expect(CountText.value("9007199254740991") == .integer(9_007_199_254_740_991))
        #expect(CountText.value("007") == .integer(7))
        for text in ["9007199254740992", "9223372036854775807", "99999999999999999999"] {
            #expect(CountText.value(text) == .fraction(text))
        }
        for text in ["", "+5", "-5", "1.0", "1e3", "５", " 5"] { #expect(CountText.value(text) == .string(text)) }

        let ledger = try StandardLedger.make()
        try ledger.append(.allot("F1", "1000", on: "2020-03-01"))
        func faults(_ count: JSON) throws -> [Refusal] {
            let paid = Submission.pay("F1", "1", "1", on: "2020-05-01").with("enterprises", count)
            return try ledger.faults(of: [paid]).map(\.refusal)
        }
        for text in ["9007199254740992", "99999999999999999999"] {
            let fault = Refusal("data.enterprises", found: text, .above(limit: "9007199254740991"))
            #expect(try faults(CountText.value(text)) == [fault])
        }
        #expect(try faults(.integer(1 << 53)).map(\.problem) == [.above(limit: "9007199254740991")])
        #expect(try faults(CountText.value("+5")).map(\.problem) == [.notInteger])
        #expect(try faults(.fraction("1.0")).map(\.problem) == [.notInteger])
        #expect(try faults(.integer(9_007_199_254_740_991)) == [])
        let line = try #require(try ledger.lines().last)
        #expect(try Event(line: line).data["enterprises"]?.integer == 9_007_199_254_740_991)
    }
}
