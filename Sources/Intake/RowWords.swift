import Records
import Sheets

/// Rows that stand among the data and are no facts.
enum RowWords {
    /// Why a row was left out.
    enum Reason: String, Sendable { case total, example, heading, footnote }

    /// The reason to leave a row out; nil for a row of facts.
    static func reason(_ row: Row, _ plan: SheetPlan) -> Reason? {
        if let remark = plan.remark.flatMap({ row[$0] }), isExample(remark.text) { return .example }
        if isTotal(row, plan) { return .total }
        if isHeading(row, plan) { return .heading }
        if isFootnote(row, plan) { return .footnote }
        return nil
    }

    private static func isExample(_ text: String) -> Bool {
        let folded = FoldedText.of(text)
        return folded.hasPrefix("示例") || folded.hasPrefix("example")
    }

    /// A total has its word in a column that is no figure, and no enterprise or township of its own.
    private static func isTotal(_ row: Row, _ plan: SheetPlan) -> Bool {
        var hasWord = false
        for cell in row.cells {
            let kind = plan.kind(ofColumn: cell.column)
            if kind?.isFigure == true || cell.kind != .text { continue }
            let isWord = isTotalWord(cell.text)
            if isWord { hasWord = true } else if kind?.isSubject == true { return false }
        }
        return hasWord
    }

    private static func isTotalWord(_ text: String) -> Bool {
        guard text.utf8.count <= 40 else { return false }
        var folded = FoldedText.of(text)
        while let last = folded.last, ":()".contains(last) { folded.removeLast() }
        return ["合计", "总计", "小计", "共计", "累计"].contains { folded == $0 || folded.hasSuffix($0) && folded.count <= 6 }
            || ["total", "subtotal", "grandtotal", "sum"].contains(folded)
    }

    /// Whether the row repeats the heading, as sheets do at the top of each printed page.
    private static func isHeading(_ row: Row, _ plan: SheetPlan) -> Bool {
        guard plan.columns.count > 1, let first = plan.columns.first, row[first.number]?.text == first.heading else {
            return false
        }
        return plan.columns.allSatisfy { row[$0.number]?.text == $0.heading }
    }

    /// Whether the row is a line of text below the table: who filled it in, what it does not count.
    private static func isFootnote(_ row: Row, _ plan: SheetPlan) -> Bool {
        guard let first = row.cells.first, first.kind == .text else { return false }
        let folded = FoldedText.of(first.text)
        let begins = ["注:", "注1", "备注:", "说明:", "填表", "制表", "审核", "填报", "单位负责人", "数据来源", "note:", "source:"]
        guard begins.contains(where: folded.hasPrefix) else { return false }
        return plan.columns.allSatisfy { row[$0.number].map { $0.kind == .text } ?? true }
            && !plan.columns.contains { column in column.isCode && row[column.number].map { isCode($0.text) } == true }
    }

    private static func isCode(_ text: String) -> Bool { FoldedText.of(text).utf8.count == 18 }
}

extension SheetPlan {
    /// What a column holds; nil where it is none of the type's fields.
    func kind(ofColumn number: Int) -> RecordType.Kind? {
        columns.first { $0.number == number }.flatMap { Catalog[type].kind(of: $0.target) }
    }
}

extension SheetPlan.Column {
    var isCode: Bool { target == .field("enterprise") }
}

extension RecordType.Kind {
    var isFigure: Bool {
        switch self {
        case .amount, .points, .ratedPoints: true
        default: false
        }
    }

    /// Whether a row with this has somebody of whom it tells.
    var isSubject: Bool { self == .enterprise || self == .township }
}
