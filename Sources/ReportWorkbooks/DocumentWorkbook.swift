import Ledger
import Reports
import Workbooks

/// A document as a workbook: a sheet a table, with frozen headings, filters, typed cells, formulas for what follows from
/// other cells, and charts that the spreadsheet program draws.
public struct DocumentWorkbook {
    private let document: Document

    public init(_ document: Document) { self.document = document }

    /// Writes the workbook; the same document gives the same bytes.
    /// - Throws: `WorkbookFault`.
    public func write(to path: String) throws(WorkbookFault) {
        // Without a moment of its own a document bears the first day that the ledger's calendar has.
        let workbook = try WorkbookWriter(
            path: path, title: document.title, created: (document.time?.milliseconds ?? 0) / 1000)
        var taken: Set<String> = []
        var sections = document.sections
        // Texts that belong to no table go where they are read first.
        let texts = sections.filter { $0.table == nil }.flatMap { [$0.heading] + $0.paragraphs + $0.notes }
            .filter { !$0.isEmpty }
        sections.removeAll { $0.table == nil }
        if !document.cover.isEmpty {
            let sheet = try workbook.sheet(name(Document.Section(document.title), 0, &taken))
            try CoverSheet(document).write(to: sheet)
        } else if sections.isEmpty {
            sections = [Document.Section(document.title, table: TextTable([.init("")]))]
        }
        for (index, section) in sections.enumerated() {
            let sheet = try workbook.sheet(name(section, index, &taken))
            let head = index == 0 && document.cover.isEmpty ? document : nil
            try SectionSheet(section, of: document, head: head, texts: index == 0 ? texts : []).write(to: sheet)
        }
        try workbook.close()
    }

    private func name(_ section: Document.Section, _ index: Int, _ taken: inout Set<String>) -> String {
        let wanted = SheetName.fit(section.heading.isEmpty ? document.title : section.heading)
        var name = wanted
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            name = SheetName.fit(String(wanted.prefix(26)) + " \(number)")
            number += 1
        }
        return name
    }
}
