import CXLSXWriter
import Foundation
import Glibc

/// Writes an Office Open XML workbook (.xlsx, ECMA-376) through libxlsxwriter. The same calls write the same bytes:
/// the time of making is told, not taken from a clock. The file appears whole when `close()` returns, or not at all
/// (`DraftFile`).
///
/// All of it is in memory until then: about 100 bytes a cell and each text once.
public final class WorkbookWriter {
    public let path: String
    private let draft: DraftFile
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private var formats: [CellFormat: UnsafeMutablePointer<lxw_format>] = [:]
    private var names: Set<String> = []

    /// - Parameters:
    ///   - path: the file to write; one that is there is replaced when the workbook is closed.
    ///   - title: stands in the document's properties.
    ///   - created: seconds since 1970 in UTC, for the document's properties.
    public init(path: String, title: String, created: Int64) throws(WorkbookFault) {
        self.path = path
        // The library looks at the path only when it closes; a wrong one is told before the work.
        do throws(DraftFile.Fault) { draft = try DraftFile(path, isRewound: true) } catch {
            throw .cannotWrite(path: path, reason: error.reason)
        }
        guard let workbook = workbook_new(draft.place) else {
            throw .library(code: LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue, message: "workbook_new")
        }
        self.workbook = workbook
        let failure = WorkbookText.cell(title).withCString { text in
            var properties = lxw_doc_properties()
            properties.title = UnsafeMutablePointer(mutating: text)
            // 0 would mean the clock.
            properties.created = time_t(max(1, created))
            return workbook_set_properties(workbook, &properties)
        }
        try check(failure)
    }

    deinit { discard() }

    /// Adds a sheet behind the others.
    /// - Parameter name: see `SheetName`; no two may be alike, upper and lower case aside.
    public func sheet(_ name: String) throws(WorkbookFault) -> SheetWriter {
        guard let workbook else { throw .closed }
        try SheetName.check(name)
        guard names.insert(name.lowercased()).inserted else { throw .sheetNameTaken(name) }
        guard let sheet = workbook_add_worksheet(workbook, name) else { throw .sheetName(name) }
        return SheetWriter(sheet, name: name, in: self)
    }

    /// Writes the file and ends the workbook; its sheets can't be used any more.
    public func close() throws(WorkbookFault) {
        guard let workbook else { throw .closed }
        self.workbook = nil
        errno = 0
        let failure = workbook_close(workbook)
        let code = errno
        guard failure == LXW_NO_ERROR else {
            draft.discard()
            throw .cannotWrite(
                path: path, reason: code == 0 ? WorkbookWriter.message(failure) : String(cString: strerror(code)))
        }
        do throws(DraftFile.Fault) { try draft.finish() } catch {
            throw .cannotWrite(path: path, reason: error.reason)
        }
    }

    /// Ends the workbook without a file.
    private func discard() {
        guard let workbook else { return }
        self.workbook = nil
        lxw_workbook_free(workbook)
        draft.discard()
    }

    func format(_ format: CellFormat?) throws(WorkbookFault) -> UnsafeMutablePointer<lxw_format>? {
        guard let format else { return nil }
        guard let workbook else { throw .closed }
        if let known = formats[format] { return known }
        guard let made = workbook_add_format(workbook) else {
            throw .library(code: LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue, message: "workbook_add_format")
        }
        format.apply(to: made)
        formats[format] = made
        return made
    }

    func draw(_ chart: Chart) throws(WorkbookFault) -> UnsafeMutablePointer<lxw_chart> {
        guard let workbook else { throw .closed }
        return try chart.drawn(in: workbook)
    }

    var isOpen: Bool { workbook != nil }

    func check(_ failure: lxw_error) throws(WorkbookFault) {
        guard failure == LXW_NO_ERROR else {
            throw .library(code: failure.rawValue, message: WorkbookWriter.message(failure))
        }
    }

    private static func message(_ failure: lxw_error) -> String { String(cString: lxw_strerror(failure)) }
}
