import Foundation
import Testing

@testable import Sheets

/// CSV as programs and offices write it.
struct CSVTests {
    /// Reads bytes as a file.
    private static func rows(
        _ bytes: [UInt8], encoding: TextEncoding? = nil, separator: CSVSeparator? = nil
    ) throws -> [Row] {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("taizhang-\(UUID().uuidString).csv")
        try Data(bytes).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try Reading.rows(url.path, encoding: encoding, separator: separator)
    }

    private static func texts(_ text: String) throws -> [[String]] { Reading.texts(try rows(Array(text.utf8))) }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func lineEnds(end: String) throws {
        let rows = try CSVTests.rows(Array(["a,b", "", "\"x", "y\",z", "1,2"].joined(separator: end).utf8))
        #expect(Reading.texts(rows) == [["a", "b"], ["x\(end)y", "z"], ["1", "2"]])
        // A quoted line break starts no row.
        #expect(rows.map(\.number) == [1, 3, 4])
    }

    @Test func quotationMarks() throws {
        #expect(try CSVTests.texts("\"a,\"\"b\"\"\",c\"d,\"\"\r\n\" \",x") == [["a,\"b\"", "c\"d"], ["", "x"]])
        #expect(throws: SheetFault.openQuote(row: 2)) { try CSVTests.rows(Array("a\n\"b\nc".utf8)) }
    }

    @Test(arguments: [
        ("a,b,c\n1,2,3\n", 3), ("a;b;c\n1,5;2,5;3\n1,5;2,5;3", 3), ("a\tb\n1,2\t3\n1,2\t3", 2), ("sep=;\na;b,c;d,e", 3),
        ("标题\n单位：元;\na;b\n1;2\n", 2), ("a", 1), ("\"a;b\",c\n\"d;e\",f", 2),
    ])
    func separators(text: String, columns: Int) throws {
        #expect(try CSVTests.rows(Array(text.utf8)).last?.cells.count == columns)
    }

    @Test func separatorsTold() throws {
        #expect(try CSVTests.rows(Array("a,b;c".utf8), separator: .semicolon).first?.cells.map(\.text) == ["a,b", "c"])
    }

    /// 夹浦镇,“一” in each encoding.
    @Test func encodings() throws {
        let utf8 = Array("夹浦镇,“一”\r\n".utf8)
        let gb: [UInt8] = [0xBC, 0xD0, 0xC6, 0xD6, 0xD5, 0xF2, 0x2C, 0xA1, 0xB0, 0xD2, 0xBB, 0xA1, 0xB1, 0x0D, 0x0A]
        let units = Array("夹浦镇,“一”\r\n".utf16)
        let little: [UInt8] = [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big: [UInt8] = [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for bytes in [utf8, [0xEF, 0xBB, 0xBF] + utf8, gb, little, big] {
            #expect(Reading.texts(try CSVTests.rows(bytes)) == [["夹浦镇", "“一”"]])
        }
        #expect(Reading.texts(try CSVTests.rows(gb, encoding: .gb18030)) == [["夹浦镇", "“一”"]])
        #expect(throws: SheetFault.badText(encoding: "gb18030", row: 1)) {
            try CSVTests.rows([0x61, 0x2C, 0xFF, 0xFF])
        }
        #expect(throws: SheetFault.badText(encoding: "gb18030", row: 1)) { try CSVTests.rows([0x61, 0x2C, 0xBC]) }
    }

    /// Characters of all lengths across the blocks in which files are read.
    @Test(arguments: ["gb18030", "utf-8"])
    func charactersAcrossBlocks(name: String) throws {
        let line = "夹浦镇,\u{3400},😀,é,x\n"
        let gb: [UInt8] = [
            0xBC, 0xD0, 0xC6, 0xD6, 0xD5, 0xF2, 0x2C, 0x81, 0x39, 0xEE, 0x39, 0x2C, 0x94, 0x39, 0xFC, 0x36, 0x2C, 0xA8,
            0xA6, 0x2C, 0x78, 0x0A,
        ]
        let one = name == "utf-8" ? Array(line.utf8) : gb
        let rows = try CSVTests.rows(Array(repeatElement(one, count: 10_000).joined()))
        #expect(rows.count == 10_000)
        #expect(Set(rows.map { $0.cells.map(\.text) }) == [["夹浦镇", "\u{3400}", "😀", "é", "x"]])
    }

    @Test func limits() throws {
        #expect(throws: SheetFault.cellTooLong(row: 1, column: 1, limit: 32_767)) {
            try CSVTests.rows(Array(repeating: 0x61, count: 200_000))
        }
        #expect(throws: SheetFault.tooManyColumns(row: 1, limit: 16_384)) {
            try CSVTests.rows(Array(repeating: 0x2C, count: 16_385))
        }
        #expect(throws: SheetFault.tooManyRows(limit: 1_048_576)) {
            try CSVTests.rows(Array(repeating: 0x0A, count: 1_048_577))
        }
    }

    /// Whatever cells hold, quoting by RFC 4180 brings them back.
    @Test(arguments: 0..<40)
    func roundTrip(seed: UInt64) throws {
        var random = SeededCells(seed: seed)
        let table = (0..<20).map { _ in (0..<4).map { _ in random.cell() } }
        let text = table.map { row in
            row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
        }.joined(separator: "\r\n")
        let rows = try CSVTests.rows(Array(text.utf8), separator: .comma)
        #expect(rows.map { row in (1...4).map { row[$0]?.text ?? "" } } == table)
    }
}

/// Cells with everything that means something in CSV.
private struct SeededCells {
    var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
    mutating func cell() -> String {
        "x" + (0..<next(6)).map { _ in ["\"", ",", ";", "\t", "\r\n", "\n", "镇", " ", "a"][next(9)] }.joined()
    }
    private mutating func next(_ limit: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(limit))
    }
}
