/// Why a workbook can't be written.
public enum WorkbookFault: Error, Equatable, Sendable {
    /// The file can't be made at its path; the system's reason.
    case cannotWrite(path: String, reason: String)
    /// A cell beyond what a sheet holds: 1,048,576 rows, 16,384 columns. Counted from 0.
    case outOfSheet(row: Int, column: Int)
    /// A sheet's name is empty, longer than 31 UTF-16 units, holds one of `[]:*?/\`, or begins or ends with `'`.
    case sheetName(String)
    /// Two sheets of one workbook bear a name that Excel takes for the same.
    case sheetNameTaken(String)
    /// The choices of a drop-down list take more than the 255 characters that a cell's rule holds; put them on a
    /// sheet and name the range.
    case choicesTooLong(Int)
    /// Header or footer takes more than 255 characters.
    case headerTooLong(Int)
    /// The workbook is closed already.
    case closed
    /// libxlsxwriter refused; its number and what it says.
    case library(code: UInt32, message: String)
}
