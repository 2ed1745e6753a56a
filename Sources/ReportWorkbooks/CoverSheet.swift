import Reports
import Workbooks

/// A document's cover on one sheet that prints on one page: its sections one below the other, in columns that they share.
struct CoverSheet {
    private let document: Document

    init(_ document: Document) { self.document = document }

    func write(to sheet: SheetWriter) throws(WorkbookFault) {
        sheet.hideGridlines()
        let widths = widths
        for (column, width) in widths.enumerated() { try sheet.setWidth(Double(width), of: column...column) }
        var row = 0
        for (index, section) in document.cover.enumerated() {
            let part = SectionSheet(section, of: document, head: index == 0 ? document : nil, widths: widths)
            row = try part.body(sheet, from: row).next + 1
        }
        var setup = PageSetup()
        setup.fitsOnePage = true
        setup.footer = String(document.footer.prefix(180))
        try sheet.setPage(setup)
    }

    /// Each column as wide as the widest of the tables needs it.
    private var widths: [Int] {
        document.cover.compactMap(\.table).map(SectionSheet.widths).reduce(into: [40]) { widest, widths in
            for (column, width) in widths.enumerated() {
                if column < widest.count {
                    widest[column] = max(widest[column], width)
                } else {
                    widest.append(width)
                }
            }
        }
    }
}
