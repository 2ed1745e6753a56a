import CZip
import Foundation
import Sheets
import Testing

/// A workbook that is put together part by part, so that any part can be wrong. The folder goes with it.
final class HandmadeWorkbook {
    let folder: URL
    var path: String { folder.appendingPathComponent("made.xlsx").path }

    static let relationships = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" \
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
        Target="xl/workbook.xml"/></Relationships>
        """
    static let targets = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" \
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" \
        Target="worksheets/sheet1.xml"/><Relationship Id="r2" \
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" \
        Target="/xl/sharedStrings.xml"/><Relationship Id="r3" \
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>\
        </Relationships>
        """
    static let workbook = """
        <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>\
        <sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>
        """

    /// - Parameters:
    ///   - data: what stands in `sheetData`.
    ///   - parts: other parts by name, or other texts of the usual ones.
    init(_ data: String = "", parts: [String: String] = [:]) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("taizhang-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var all = [
            "_rels/.rels": HandmadeWorkbook.relationships, "xl/workbook.xml": HandmadeWorkbook.workbook,
            "xl/_rels/workbook.xml.rels": HandmadeWorkbook.targets,
            "xl/worksheets/sheet1.xml": HandmadeWorkbook.sheet(data),
        ]
        all.merge(parts) { $1 }
        var code: Int32 = 0
        let archive = try #require(zip_open(path, ZIP_CREATE | ZIP_EXCL, &code))
        for (name, text) in all.sorted(by: { $0.key < $1.key }) {
            let bytes = Array(text.utf8)
            let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
            bytes.withUnsafeBytes {
                copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: bytes.count)
            }
            let source = zip_source_buffer(archive, copy, UInt64(bytes.count), 0)
            #expect(zip_file_add(archive, name, source, UInt32(ZIP_FL_ENC_UTF_8)) >= 0)
            kept.append(copy)
        }
        #expect(zip_close(archive) == 0)
        for copy in kept { copy.deallocate() }
        kept = []
    }

    private var kept: [UnsafeMutableRawPointer] = []

    deinit { try? FileManager.default.removeItem(at: folder) }

    static func sheet(_ data: String) -> String {
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\(data)</sheetData></worksheet>"
    }

    /// The file's bytes, to be changed.
    func bytes() throws -> [UInt8] { try Array(Data(contentsOf: URL(fileURLWithPath: path))) }
    func replace(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

    /// All rows of the first sheet.
    func rows() throws(SheetFault) -> [Row] { try Reading.rows(path) }

    /// What reading the first sheet to its end is refused with; nil where it is not.
    func fault() -> SheetFault? {
        do throws(SheetFault) {
            _ = try rows()
            return nil
        } catch {
            return error
        }
    }
}

/// Files read to their end.
enum Reading {
    static func rows(
        _ path: String, sheet: Int = 0, encoding: TextEncoding? = nil, separator: CSVSeparator? = nil
    ) throws(SheetFault) -> [Row] {
        let file = try SheetFile(path: path, encoding: encoding, separator: separator)
        guard file.sheets.indices.contains(sheet) else { return [] }
        let source = try file.rows(ofSheet: sheet)
        var rows: [Row] = []
        while let more = try source.next() { rows += more }
        return rows
    }

    /// The texts of rows, empty cells as empty texts.
    static func texts(_ rows: [Row]) -> [[String]] {
        rows.map { row in
            (1...max(1, row.cells.last?.column ?? 1)).map { row[$0]?.text ?? "" }
        }
    }
}
