/// A workbook's styles, as far as they tell which cells show dates.
final class CellFormats: XMLHandler {
    private(set) var fault: SheetFault?
    private var dateFormats: Set<Int> = []
    private var isInCells = false
    private var dates: [Bool] = []

    /// Whether cells of a style show dates.
    func isDate(_ style: Int) -> Bool { dates.indices.contains(style) && dates[style] }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "numFmt" {
            if let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"],
                DateFormat.isDate(code)
            {
                dateFormats.insert(id)
            }
        } else if name == "cellXfs" {
            isInCells = true
        } else if isInCells, name == "xf" {
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            dates.append(DateFormat.isBuiltIn(id) || dateFormats.contains(id))
        }
        if max(dates.count, dateFormats.count) > SheetLimits.cellFormats {
            fault = .tooManyFormats(limit: SheetLimits.cellFormats)
        }
    }

    func end(_ name: XMLName) { if name == "cellXfs" { isInCells = false } }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
