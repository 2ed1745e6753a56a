import Foundation
import Sheets
import Testing

/// Files that are made to do harm, or were harmed: each is refused by name, and none takes much memory.
struct HostileFileTests {
    private static let row = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"

    @Test func truncated() throws {
        let book = try HandmadeWorkbook(HostileFileTests.row)
        let whole = try book.bytes()
        for length in [4, 30, whole.count / 2, whole.count - 30, whole.count - 1] {
            try book.replace(Array(whole.prefix(length)))
            guard case .damagedArchive? = book.fault() else {
                Issue.record("\(length) of \(whole.count) bytes: \(String(describing: book.fault()))")
                continue
            }
        }
    }

    /// Any byte changed is a refusal or the same rows: never a crash, never other values.
    @Test func anyByteChanged() throws {
        let book = try HandmadeWorkbook(HostileFileTests.row)
        let whole = try book.bytes()
        let right = try book.rows()
        for place in whole.indices {
            var bytes = whole
            bytes[place] ^= 0x41
            try book.replace(bytes)
            do throws(SheetFault) {
                let rows = try book.rows()
                #expect(rows == right || rows.isEmpty || rows.count == 1 && rows[0].cells.count == 1, "byte \(place)")
            } catch {
                continue
            }
        }
    }

    @Test func zipBombInASheet() throws {
        // 24 MB of spaces, in about 24 kB.
        let book = try HandmadeWorkbook(
            HostileFileTests.row + String(repeating: " ", count: 24 << 20))
        #expect(try book.bytes().count < 100_000)
        #expect(
            book.fault() == .inflatesTooMuch(part: "xl/worksheets/sheet1.xml", limit: SheetLimits.inflation))
    }

    @Test func moreSharedStringsThanMemoryIsGiven() throws {
        let strings = "<sst><si><t>" + String(repeating: "x", count: Int(SheetLimits.partBytes)) + "</t></si></sst>"
        let book = try HandmadeWorkbook(HostileFileTests.row, parts: ["xl/sharedStrings.xml": strings])
        #expect(book.fault() == .partTooLarge(part: "xl/sharedStrings.xml", limit: SheetLimits.partBytes))
    }

    /// The central directory's size of every part, set to just under 2 GB, and to something smaller than true.
    @Test(arguments: [[0xFF, 0xFF, 0xFF, 0x7F] as [UInt8], [1, 0, 0, 0]])
    func falseSizes(claim: [UInt8]) throws {
        let book = try HandmadeWorkbook(HostileFileTests.row)
        var bytes = try book.bytes()
        for place in bytes.indices.dropLast(46) where bytes[place...].starts(with: [0x50, 0x4B, 0x01, 0x02]) {
            bytes.replaceSubrange(place + 24..<place + 28, with: claim)
        }
        try book.replace(bytes)
        switch book.fault() {
        case .partTooLarge?, .damagedArchive?: break
        case let other: Issue.record("\(String(describing: other))")
        }
    }

    @Test(arguments: [
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
        "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">", "<!DOCTYPE x>",
    ])
    func documentTypes(doctype: String) throws {
        for part in ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "_rels/.rels"] {
            let text = "<?xml version=\"1.0\"?>" + doctype + HandmadeWorkbook.sheet("<row r=\"1\"/>")
            let book = try HandmadeWorkbook(parts: [part: text])
            #expect(book.fault() == .doctype(part: part))
        }
    }

    @Test func undeclaredEntity() throws {
        let book = try HandmadeWorkbook("<row r=\"1\"><c r=\"A1\"><v>&x;</v></c></row>")
        guard case .damagedXML? = book.fault() else { return #expect(book.fault() == nil) }
    }

    @Test func rowsAndColumnsBeyondTheFormat() throws {
        #expect(
            try HandmadeWorkbook("<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>").fault()
                == .tooManyRows(limit: 1_048_576))
        #expect(
            try HandmadeWorkbook("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>").fault()
                == .tooManyColumns(row: 1, limit: 16_384))
        #expect(
            try HandmadeWorkbook("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>").rows().first?.number
                == 1_048_576)
    }

    @Test(arguments: [
        "<row r=\"2\"/><row r=\"1\"/>", "<row r=\"1\"/><row r=\"1\"/>", "<row r=\"x\"/>", "<row r=\"-1\"/>",
        "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>", "<row r=\"1\"><c r=\"A2\"/></row>",
        "<row r=\"1\"><c r=\"1A\"/></row>",
        "<row r=\"1\"><c r=\"$A$1\"/></row>", "<row r=\"1\"><c r=\"\"/></row>",
    ])
    func disorder(data: String) throws {
        guard case .disorder? = try HandmadeWorkbook(data).fault() else {
            Issue.record("\(data): \(String(describing: try HandmadeWorkbook(data).fault()))")
            return
        }
    }

    @Test func longTexts() throws {
        func cell(_ count: Int) -> String {
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>\(String(repeating: "长", count: count))</t></is></c></row>"
        }
        #expect(try HandmadeWorkbook(cell(32_767)).rows().first?.cells.first?.text.count == 32_767)
        #expect(try HandmadeWorkbook(cell(32_768)).fault() == .cellTooLong(row: 1, column: 1, limit: 32_767))
        let many = (1...60).map { "<c r=\"\(ColumnName.of($0))1\" t=\"s\"><v>0</v></c>" }.joined()
        let book = try HandmadeWorkbook(
            "<row r=\"1\">\(many)</row>",
            parts: ["xl/sharedStrings.xml": "<sst><si><t>\(String(repeating: "长", count: 32_000))</t></si></sst>"])
        #expect(book.fault() == .rowTooLong(row: 1, limit: SheetLimits.rowBytes))
    }

    @Test func stringsThatAreNotThere() throws {
        for index in ["0", "-1", "99999999999999999999", "x"] {
            let book = try HandmadeWorkbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>\(index)</v></c></row>")
            #expect(book.fault() == .noSuchString(row: 1, column: 1))
        }
    }

    @Test func tooManySheets() throws {
        let sheets = (1...256).map { "<sheet name=\"\($0)\" sheetId=\"\($0)\" r:id=\"r1\"/>" }.joined()
        let workbook = HandmadeWorkbook.workbook.replacing("<sheets>", with: "<sheets>" + sheets)
        #expect(
            try HandmadeWorkbook(parts: ["xl/workbook.xml": workbook]).fault()
                == .tooManySheets(limit: SheetLimits.sheets))
    }

    @Test func otherKindsOfFiles() throws {
        let book = try HandmadeWorkbook()
        try book.replace([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
        #expect(book.fault() == .compoundFile)
        try book.replace([])
        #expect(book.fault() == .empty)
        #expect(try HandmadeWorkbook(parts: ["_rels/.rels": "<Relationships/>"]).fault() == .noWorkbook)
        #expect(
            try HandmadeWorkbook(parts: ["xl/workbook.xml": "<html/>"]).fault() == .noWorkbook)
        guard case .cannotOpen? = HostileFileTests.fault("/nowhere/x.xlsx") else { return #expect(Bool(false)) }
        guard case .cannotOpen? = HostileFileTests.fault(book.folder.path) else { return #expect(Bool(false)) }
    }

    private static func fault(_ path: String) -> SheetFault? {
        do throws(SheetFault) {
            _ = try Reading.rows(path)
            return nil
        } catch {
            return error
        }
    }
}
