/// What a file may take of the machine. A file beyond a limit is refused with a `SheetFault` that names it.
///
/// The first ones are those of the file format; the others keep memory and time bounded whatever a file claims or inflates
/// to.
public enum SheetLimits {
    /// Rows of a sheet (ECMA-376; Excel and WPS have no more).
    public static let rows = 1_048_576
    /// Columns of a sheet.
    public static let columns = 16_384
    /// Characters of a cell.
    public static let cellCharacters = 32_767
    /// Sheets of a workbook.
    public static let sheets = 255
    /// Bytes of a row's texts together.
    public static let rowBytes = 4 << 20
    /// Bytes of a file on the disk.
    public static let fileBytes: UInt64 = 256 << 20
    /// Parts in a workbook's archive.
    public static let parts = 4_096
    /// Bytes that a sheet's part may inflate to. It is streamed: this bounds time, not memory.
    public static let sheetBytes: UInt64 = 1 << 30
    /// Bytes that any other part may inflate to.
    public static let partBytes: UInt64 = 64 << 20
    /// How many times its packed size a part may inflate to, once it is past `freeBytes`.
    public static let inflation: UInt64 = 300
    /// Bytes up to which a part's inflation is not looked at: small parts of a kind pack very well.
    public static let freeBytes: UInt64 = 4 << 20
    /// Bytes of all shared strings, which are held in memory.
    public static let sharedStringBytes = 64 << 20
    /// Shared strings, empty ones too.
    public static let sharedStrings = 8 << 20
    /// Formats of cells.
    public static let cellFormats = 65_536
}
