import CXLSXWriter

/// How a cell looks. Equal formats are stored once in a workbook.
public struct CellFormat: Hashable, Sendable {
    public enum Alignment: Sendable { case automatic, left, centre, right }

    public var font: String?
    /// In points; nil: the workbook's 11.
    public var fontSize: Int?
    public var isBold = false
    public var isItalic = false
    /// Colours are 0xRRGGBB.
    public var colour: UInt32?
    public var fill: UInt32?
    /// Excel's notation: `0.00`, `#,##0.00`, `yyyy-mm-dd`, `@` for text.
    public var number: String?
    /// A thin line on all sides, in this colour.
    public var border: UInt32?
    public var wraps = false
    public var alignment = Alignment.automatic
    /// Steps of about a character's width, from the side that the text is aligned to.
    public var indent = 0
    public var isCentredVertically = true

    public init() {}

    /// The format with one thing changed: `CellFormat().with(\.isBold, true)`.
    public func with<Value>(_ path: WritableKeyPath<CellFormat, Value>, _ value: Value) -> CellFormat {
        var copy = self
        copy[keyPath: path] = value
        return copy
    }

    func apply(to format: UnsafeMutablePointer<lxw_format>) {
        if let font { format_set_font_name(format, font) }
        if let fontSize { format_set_font_size(format, Double(fontSize)) }
        if isBold { format_set_bold(format) }
        if isItalic { format_set_italic(format) }
        if let colour { format_set_font_color(format, colour) }
        if let fill {
            format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
            format_set_fg_color(format, fill)
        }
        if let number { format_set_num_format(format, number) }
        if let border {
            format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_border_color(format, border)
        }
        if wraps { format_set_text_wrap(format) }
        switch alignment {
        case .automatic: break
        case .left: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
        case .centre: format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
        case .right: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
        }
        if indent > 0 { format_set_indent(format, UInt8(clamping: indent)) }
        if isCentredVertically { format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue)) }
    }
}
