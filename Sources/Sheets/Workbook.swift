/// A workbook of Office Open XML (ECMA-376, transitional or strict): its sheets, shared strings and date formats.
///
/// - Complexity: opening reads the shared strings, up to `SheetLimits.sharedStringBytes`, into memory; sheets are streamed.
final class Workbook {
    let sheets: [Sheet]
    private let archive: ZipArchive
    private let strings: SharedStrings
    private let formats: CellFormats
    private let epoch: SerialDate.Epoch

    struct Sheet {
        let name: String
        let isHidden: Bool
        let part: String
    }

    /// - Throws: `SheetFault`.
    init(path: String) throws(SheetFault) {
        archive = try ZipArchive(path: path)
        guard let main = try Relationships(of: "", in: archive).part("officeDocument"),
            let part = try archive.part(main)
        else { throw .noWorkbook }
        let contents = WorkbookContents()
        try XMLStream.read(part, contents)
        guard contents.isWorkbook else { throw .noWorkbook }
        epoch = contents.epoch
        let targets = try Relationships(of: main, in: archive)
        // Sheets that hold only a chart are of another kind and have no rows.
        sheets = contents.sheets.compactMap { sheet in
            targets.all.first { $0.id == sheet.relation && $0.kind == "worksheet" }
                .map { Sheet(name: sheet.name, isHidden: sheet.isHidden, part: $0.part) }
        }
        strings = SharedStrings()
        if let name = targets.part("sharedStrings"), let part = try archive.part(name) {
            try XMLStream.read(part, strings)
        }
        formats = CellFormats()
        if let name = targets.part("styles"), let part = try archive.part(name) { try XMLStream.read(part, formats) }
    }

    /// The rows of a sheet from its beginning.
    func rows(of sheet: Sheet) throws(SheetFault) -> WorksheetRows {
        guard let part = try archive.part(sheet.part, limit: SheetLimits.sheetBytes) else {
            throw .missingPart(sheet.part)
        }
        return try WorksheetRows(part, strings, formats, epoch)
    }
}

/// What `workbook.xml` says: the sheets in their order, and the epoch of dates.
private final class WorkbookContents: XMLHandler {
    private(set) var fault: SheetFault?
    private(set) var isWorkbook = false
    private(set) var sheets: [(name: String, isHidden: Bool, relation: String)] = []
    private(set) var epoch = SerialDate.Epoch.year1900

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "workbook" { isWorkbook = true }
        if name == "workbookPr", let flag = attributes["date1904"], flag == "1" || flag == "true" { epoch = .year1904 }
        guard name == "sheet", let title = attributes["name"], let relation = attributes["id"] else { return }
        sheets.append((title, (attributes["state"] ?? "visible") != "visible", relation))
        if sheets.count > SheetLimits.sheets { fault = .tooManySheets(limit: SheetLimits.sheets) }
    }

    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
