import Ledger
import Records
import Sheets

/// Turns cells into the values of fields. What is not understood is handed on as it stands, for admission to refuse; only
/// faults that admission cannot see are found here.
struct CellValue {
    private let vocabulary: Vocabulary
    /// Whether numbers have lost their type, as in a CSV file.
    private let isUntyped: Bool
    /// Townships and the like by what cells called them: sheets repeat few names many times.
    private var known: [String: String] = [:]

    init(_ vocabulary: Vocabulary, isUntyped: Bool) {
        self.vocabulary = vocabulary
        self.isUntyped = isUntyped
    }

    /// The value of a cell, or the fault that only the sheet shows.
    mutating func value(_ cell: Cell?, _ kind: RecordType.Kind, _ unit: AmountUnit?) -> Result<String, CellFault> {
        guard let cell else { return .success("") }
        switch cell.kind {
        case .uncomputed: return .failure(CellFault(found: "", .formulaWithoutValue))
        case .error: return .failure(CellFault(found: cell.text, .formulaError))
        default: break
        }
        switch kind {
        case .amount(let currency): return .success(AmountText.plain(cell.text, unit: unit, currency: currency))
        case .points, .ratedPoints, .quantity, .count:
            return .success(AmountText.plain(cell.text, unit: nil, currency: nil))
        case .month: return month(cell)
        case .week: return .success(DateText.week(cell.text) ?? cell.text)
        case .date: return .success(DateText.date(cell.text) ?? cell.text)
        case .enterprise: return .success(CellValue.code(cell.text))
        case .listed: return .success(name(line(cell), kind))
        case .text: return .success(line(cell))
        default: return .success(name(cell.text, kind))
        }
    }

    private func month(_ cell: Cell) -> Result<String, CellFault> {
        // The day of a typed date is what the program made of a month; which one plays no part.
        if cell.kind == .date { return .success(String(cell.text.prefix(7))) }
        if cell.kind == .number || isUntyped, DateText.isAmbiguousMonth(cell.text) {
            return .failure(CellFault(found: cell.text, .ambiguousMonth))
        }
        return .success(DateText.month(cell.text) ?? cell.text)
    }

    /// A credit code with full-width forms, small letters and spaces put right.
    private static func code(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x41 && $0 <= 0x5A }
        if isPlain { return text }
        var code = FoldedText.of(text).uppercased()
        // How CSV files keep spreadsheets from taking a code for a number.
        if code.hasPrefix("=\""), code.hasSuffix("\""), code.count > 3 { code = String(code.dropFirst(2).dropLast()) }
        return code
    }

    /// Text without the apostrophe that CSV files, ours too, put ahead of what a spreadsheet would take for a formula.
    private static func unguarded(_ text: String) -> String {
        guard text.first == "'", let second = text.dropFirst().first, "=+-@＝＋－＠".contains(second) else { return text }
        return String(text.dropFirst())
    }

    private func line(_ cell: Cell) -> String {
        CellValue.line(isUntyped ? CellValue.unguarded(cell.text) : cell.text)
    }

    /// Text on one line: a line break that somebody typed into a cell becomes a space.
    private static func line(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else { return text }
        return text.split { $0.isNewline || $0 == "\t" }.map { $0.trimmingSpaces }.joined(separator: " ")
    }

    private mutating func name(_ text: String, _ kind: RecordType.Kind) -> String {
        if let found = known[text] { return found }
        let found = CellValue.name(text, kind, vocabulary) ?? text
        if known.count < 10_000 { known[text] = found }
        return found
    }

    /// The id or code of a name; nil where it is none.
    private static func name(_ text: String, _ kind: RecordType.Kind, _ vocabulary: Vocabulary) -> String? {
        let folded = FoldedText.of(text)
        switch kind {
        case .township:
            if let exact = vocabulary.townships.first(where: { FoldedText.of($0.name) == folded }) { return exact.id }
            return try? TownshipName.find(FoldedText.halved(text), among: vocabulary.townships).id
        case .ratedItem:
            return vocabulary.ratedItems.first { $0.id == folded || FoldedText.of($0.name) == folded }?.id
        case .country: return CountryNames.code(of: folded)
        case .unit, .workItem, .workStage:
            if let stored = vocabulary.plans.stored(text, kind) { return stored }
            let choices = vocabulary.plans.choices(kind)
            if let exact = choices.first(where: { FoldedText.of($0.name) == folded }) { return exact.stored }
            let near = choices.filter { isShort(folded, for: FoldedText.of($0.name), kind) }
            return near.count == 1 ? near.first?.stored : nil
        case .choice(let choices), .listed(_, let choices):
            return choices.first { choice in
                [choice.value, choice.zh, choice.en].contains { FoldedText.of($0) == folded }
            }?.value
        default: return nil
        }
    }

    /// Whether people mean a plan's name by a shorter text: 财政局 for 县财政局, 半年度 for 半年度工作目标, an item by how it
    /// begins.
    private static func isShort(_ text: String, for name: String, _ kind: RecordType.Kind) -> Bool {
        switch kind {
        case .unit: text.count >= 3 && name == "县" + text
        case .workStage: text.count >= 2 && name.hasPrefix(text)
        default: text.count >= 4 && name.hasPrefix(text)
        }
    }
}

/// A fault of a cell that its text alone does not show.
struct CellFault: Error {
    let found: String
    let problem: Refusal.Problem
    init(found: String, _ problem: Refusal.Problem) {
        self.found = found
        self.problem = problem
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }
}
