/// How a sheet prints: A4, all columns on one page's width, as many pages down as it takes.
public struct PageSetup: Sendable {
    public var isLandscape = false
    /// Rows that stand on top of every page, counted from 0.
    public var repeatedRows: ClosedRange<Int>?
    /// Plain text; `&` has no special meaning.
    public var header: String?
    /// Stands left in the footer; the page's number and the number of pages stand right.
    public var footer: String?
    /// Whether the sheet must fit one page down too.
    public var fitsOnePage = false

    public init() {}

    /// Header and footer in Excel's notation, where `&` begins a code. At most 255 characters.
    static func notation(header: String) throws(WorkbookFault) -> String { try checked("&C" + plain(header)) }
    static func notation(footer: String?) throws(WorkbookFault) -> String {
        try checked((footer.map { "&L&8" + guarded(plain($0)) } ?? "") + "&R&8 &P / &N")
    }

    private static func plain(_ text: String) -> String { WorkbookText.cell(text).replacing("&", with: "&&") }

    /// A digit behind the font's size would count as part of it.
    private static func guarded(_ text: String) -> String {
        text.utf8.first.map { (48...57).contains($0) } == true ? " " + text : text
    }

    private static func checked(_ notation: String) throws(WorkbookFault) -> String {
        guard notation.count <= 255 else { throw .headerTooLong(notation.count) }
        return notation
    }
}
