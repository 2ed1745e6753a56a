/// Why a file, or one of its sheets, cannot be read. Words for people are made from it in Reports.
public enum SheetFault: Error, Hashable, Sendable {
    /// The system does not give the file; `message` is its word.
    case cannotOpen(message: String)
    case cannotRead(message: String)
    case empty
    /// An old `.xls`, or a workbook under a password: both are compound files (MS-CFB).
    case compoundFile
    /// A zip archive that is no workbook of Office Open XML, e.g. an `.ods`.
    case noWorkbook
    /// The archive is cut off, or its parts do not add up; `detail` is the zip library's word.
    case damagedArchive(part: String, detail: String)
    case encrypted(part: String)
    case missingPart(String)
    /// A part is not well-formed XML; `detail` is the parser's word.
    case damagedXML(part: String, line: Int, detail: String)
    /// A document type or an entity, which no spreadsheet program writes and which is used for attacks.
    case doctype(part: String)
    case fileTooLarge(limit: UInt64)
    case tooManyParts(limit: Int)
    /// A part is, or claims to be, larger than it may be.
    case partTooLarge(part: String, limit: UInt64)
    /// A part inflates to more than `limit` times its packed size.
    case inflatesTooMuch(part: String, limit: UInt64)
    case tooManySheets(limit: Int)
    case tooManyStrings(limit: Int)
    case tooManyFormats(limit: Int)
    case tooManyRows(limit: Int)
    case tooManyColumns(row: Int, limit: Int)
    case cellTooLong(row: Int, column: Int, limit: Int)
    case rowTooLong(row: Int, limit: Int)
    /// Rows or cells of a sheet are not in order, or a cell's reference is none.
    case disorder(part: String, row: Int)
    /// A cell names a shared string that is not there.
    case noSuchString(row: Int, column: Int)
    /// Text that is not of its encoding.
    case badText(encoding: String, row: Int)
    /// A quotation mark that is opened at this row and never closed.
    case openQuote(row: Int)
    case noSuchSheet(String, known: [String])
}
