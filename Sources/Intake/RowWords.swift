import Records
import Sheets

/// Tells the rows that stand among the data and are no facts.
struct RowWords {
    /// Why a row was left out.
    enum Reason: Sendable { case total, example, heading, footnote }

    private let plan: SheetPlan
    /// What the columns hold, by number.
    private let kinds: [Int: RecordType.Kind]
    private let codes: Set<Int>

    init(_ plan: SheetPlan) {
        self.plan = plan
        kinds = Dictionary(
            plan.columns.compactMap { column in Catalog[plan.type].kind(of: column.target).map { (column.number, $0) } }
        ) { first, _ in first }
        codes = Set(kinds.filter { $0.value == .enterprise }.keys)
    }

    /// The reason to leave a row out; nil for a row of facts.
    func reason(_ row: Row) -> Reason? {
        if let remark = plan.remark.flatMap({ row[$0] }), RowWords.isExample(remark.text) { return .example }
        if isTotal(row) { return .total }
        if isHeading(row) { return .heading }
        if isFootnote(row) { return .footnote }
        return nil
    }

    private static func isExample(_ text: String) -> Bool {
        let folded = FoldedText.of(text)
        return folded.hasPrefix("示例") || folded.hasPrefix("example")
    }

    /// A total has its word in a column that is no figure, and no enterprise or township of its own.
    private func isTotal(_ row: Row) -> Bool {
        guard row.cells.contains(where: { $0.kind == .text && RowWords.isTotalWord($0.text) }) else { return false }
        var hasWord = false
        for cell in row.cells where cell.kind == .text {
            let kind = kinds[cell.column]
            if kind?.isFigure == true { continue }
            if RowWords.isTotalWord(cell.text) { hasWord = true } else if kind?.isSubject == true { return false }
        }
        return hasWord
    }

    private static func isTotalWord(_ text: String) -> Bool {
        guard text.utf8.count <= 40, mayBeTotal(text) else { return false }
        var folded = FoldedText.of(text)
        while let last = folded.last, ":()".contains(last) { folded.removeLast() }
        return ["合计", "总计", "小计", "共计", "累计"].contains {
            folded == $0 || folded.hasSuffix($0) && folded.count <= 6
        }
            || ["全县", "全市", "平均", "平均值", "平均数", "汇总"].contains(folded)
            || ["total", "subtotal", "grandtotal", "sum"].contains(folded)
    }

    /// Codes, months and amounts are told at a glance: they have no 计 and begin with a digit.
    private static func mayBeTotal(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return text.utf8.contains(0xE8) || text.utf8.count <= 9
            || text.utf8.contains { $0 | 0x20 == UInt8(ascii: "t") || $0 | 0x20 == UInt8(ascii: "s") }
    }

    /// Whether the row repeats the heading, as sheets do at the top of each printed page.
    private func isHeading(_ row: Row) -> Bool {
        guard plan.columns.count > 1, let first = plan.columns.first, row[first.number]?.text == first.heading else {
            return false
        }
        return plan.columns.allSatisfy { row[$0.number]?.text == $0.heading }
    }

    /// Whether the row is a line of text below the table: who filled it in, what it does not count.
    private func isFootnote(_ row: Row) -> Bool {
        guard let first = row.cells.first, first.kind == .text, let byte = first.text.utf8.first,
            !(0x30...0x39).contains(byte)
        else { return false }
        let folded = FoldedText.of(first.text)
        let begins = [
            "注:", "注1", "备注:", "说明:", "填表", "制表", "审核", "填报", "单位负责人", "负责人:", "经办", "联系人", "联系电话", "电话:",
            "数据来源", "*", "\u{203B}", "note:", "source:",
        ]
        guard begins.contains(where: folded.hasPrefix) else { return false }
        return plan.columns.allSatisfy { row[$0.number].map { $0.kind == .text } ?? true }
            && !codes.contains { row[$0].map { FoldedText.of($0.text).utf8.count == 18 } == true }
    }
}

extension RecordType.Kind {
    var isFigure: Bool {
        switch self {
        case .amount, .points, .ratedPoints, .quantity, .count: true
        default: false
        }
    }

    /// Whether a row with this has somebody of whom it tells.
    var isSubject: Bool { self == .enterprise || self == .township }
}
