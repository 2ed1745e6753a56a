import Ledger
import Records

/// How far a heading fits a type.
struct HeadingMatch {
    let entry: RecordType
    private let columns: [HeadingColumn]
    private let context: HeadingContext
    private let depth: Int
    private let told: Bool
    private var taken: [Taken] = []
    private var months: [HeadingText.Month] = []
    private var missing: [HeadingWords.Target] = []
    private var isSpecific = false
    /// Whether the sheet's name or a title names the type.
    private let isNamed: Bool
    /// Whether months stand as headings by themselves, so that only the type says what is below them.
    private var hasBareMonths = false

    /// A column with what it holds.
    private struct Taken {
        let column: HeadingColumn
        let target: HeadingWords.Target
        let unit: AmountUnit?
        let month: HeadingText.Month?
        let unknownUnit: String?
    }

    init(_ entry: RecordType, _ columns: [HeadingColumn], _ context: HeadingContext, depth: Int, told: Bool) {
        self.entry = entry
        self.columns = columns
        self.context = context
        self.depth = depth
        self.told = told
        isNamed = context.named.contains(entry.type)
        let words = HeadingWords.targets[entry.type] ?? [:]
        let single = entry.singleFigure
        for column in columns {
            guard let found = match(column, words, single) else { continue }
            taken.append(found.taken)
            isSpecific = isSpecific || found.isSpecific
            if let month = found.taken.month, !months.contains(month) { months.append(month) }
        }
        let have = Set(taken.map(\.target))
        missing = HeadingWords.required(of: entry).filter { target in
            !have.contains(target)
                && !(target == .field("month") && (!months.isEmpty || context.month != .none))
        }
    }

    private mutating func match(
        _ column: HeadingColumn, _ words: HeadingWords.Targets, _ single: String?
    ) -> (taken: Taken, isSpecific: Bool)? {
        for (reading, spellings) in column.readings {
            // A month at the beginning of a heading means something only where facts belong to months.
            let month = entry.field("month") == nil ? nil : reading.month
            if reading.month != nil, month == nil { continue }
            if reading.name.isEmpty, reading.month != nil, let single {
                hasBareMonths = true
                return (
                    Taken(
                        column: column, target: .field(single), unit: reading.unit, month: month, unknownUnit: nil),
                    false
                )
            }
            for (name, unit) in spellings {
                guard let found = words[name], month == nil || found.target != .field("month") else { continue }
                let remark = name.hasSuffix(")") ? nil : reading.remark
                return (
                    Taken(
                        column: column, target: found.target, unit: unit ?? reading.unit, month: month,
                        unknownUnit: remark), found.isSpecific
                )
            }
        }
        return nil
    }

    var headingRow: Int { columns.last?.row ?? 0 }
    var isComplete: Bool { missing.isEmpty }
    /// Whether nothing is open. Months by themselves may be dates among the data.
    var isSure: Bool { isComplete && (!hasBareMonths || isNamed || told) }
    private var targets: Int { Set(taken.map(\.target)).count }
    private var units: Int { taken.count { $0.unit != nil } }

    /// Whether this is worth a word: a heading of the type as a whole, or most of one.
    var isPossible: Bool {
        if isComplete { return isSpecific || isNamed || told || hasBareMonths }
        // Months alone are in many sheets.
        if hasBareMonths, !taken.contains(where: { entry.kind(of: $0.target)?.isSubject == true }) { return false }
        return targets >= 2 && (isSpecific || isNamed || told) || told && targets >= 1
    }

    /// Whether this fits better than another match of the same sheet.
    func isBetter(than other: HeadingMatch) -> Bool {
        if isSure != other.isSure { return isSure }
        if targets != other.targets { return targets > other.targets }
        if isNamed != other.isNamed { return isNamed }
        if !isSure, missing.count != other.missing.count { return missing.count < other.missing.count }
        if units != other.units { return units > other.units }
        // A row that adds nothing to a heading is no part of it. Between equals the one further up stays.
        return depth < other.depth
    }

    /// - Throws: `HeadingFault`.
    func plan() throws(HeadingFault) -> SheetPlan {
        guard isComplete else { throw .missingColumns(entry.type, missing.map(\.field)) }
        if hasBareMonths, !isNamed, !told { throw .monthsOfWhat }
        if let text = context.unknownUnit, taken.contains(where: { currency($0) != nil }) { throw .unclearUnit(text) }
        try requireUnits()
        var found: [SheetPlan.Column] = []
        for taken in taken {
            let month = try month(taken)
            if let twin = found.first(where: { $0.target == taken.target && $0.month == month }) {
                throw .twice(field: taken.target.field, columns: [twin.number, taken.column.number])
            }
            found.append(
                SheetPlan.Column(
                    number: taken.column.number, target: taken.target, heading: taken.column.heading,
                    unit: try unit(taken), month: month))
        }
        var inOrder: [String] = []
        for month in found.compactMap(\.month) where !inOrder.contains(month) { inOrder.append(month) }
        let known = Set(found.map(\.number))
        let others = columns.filter { !known.contains($0.number) }
        let hasMonth = found.contains { $0.target == .field("month") }
        var month: String?
        if !hasMonth, inOrder.isEmpty, entry.field("month") != nil {
            switch context.month {
            case .none: break
            case .one(let said): month = said
            case .unclear(let texts): throw .unclearMonth(texts)
            }
        }
        return SheetPlan(
            type: entry.type, columns: found, headingRow: headingRow,
            month: month, months: inOrder,
            ignored: others.map(\.heading).filter { !$0.isEmpty },
            remark: others.first { HeadingWords.remarks.contains(FoldedText.of($0.heading)) }?.number)
    }

    private func month(_ taken: Taken) throws(HeadingFault) -> String? {
        guard let month = taken.month else { return nil }
        guard let year = month.year ?? context.year else {
            throw .monthWithoutYear(column: taken.column.number, heading: taken.column.heading)
        }
        return CivilMonth(year: year, month: month.month)?.description
    }

    /// The currency of an amount's column; nil for other columns.
    private func currency(_ taken: Taken) -> RecordType.Currency? {
        guard case .field(let name) = taken.target, case .amount(let currency)? = entry.field(name)?.kind else {
            return nil
        }
        return currency
    }

    /// The unit of an amount's column: its own, or the one that the sheet says for all.
    private func unit(_ taken: Taken) throws(HeadingFault) -> AmountUnit? {
        let column = taken.column
        guard case .field(let name) = taken.target, let currency = currency(taken) else {
            let isScaled = (taken.unit?.power ?? 0) > 0 || taken.unknownUnit.map(HeadingMatch.scales) ?? false
            if isScaled, entry.kind(of: taken.target)?.isFigure == true {
                throw .scaledUnit(column: column.number, heading: column.heading)
            }
            return nil
        }
        if let unit = taken.unit {
            guard unit.currency ?? currency == currency else {
                throw .otherCurrency(column: column.number, heading: column.heading, field: name)
            }
            return unit
        }
        if let unknown = taken.unknownUnit, !HeadingMatch.hints.contains(unknown) {
            throw .unknownUnit(column: column.number, heading: column.heading, unit: unknown)
        }
        if let said = sheetUnit(currency) { return said }
        if let other = context.units.last {
            throw .otherSheetCurrency(column: column.number, heading: column.heading, field: name, said: other.text)
        }
        return nil
    }

    /// The unit that the sheet says for all columns of a currency.
    private func sheetUnit(_ currency: RecordType.Currency) -> AmountUnit? {
        (context.units.last { $0.unit.currency == currency } ?? context.units.last { $0.unit.currency == nil })?.unit
    }

    /// Where one column of a currency says that it is scaled and another says nothing, nobody knows what that one is in.
    private func requireUnits() throws(HeadingFault) {
        for currency in [RecordType.Currency.cny, .usd] where sheetUnit(currency) == nil {
            let columns = taken.filter { self.currency($0) == currency }
            guard let scaled = columns.first(where: { ($0.unit?.power ?? 0) > 0 }),
                let bare = columns.first(where: { $0.unit == nil && $0.unknownUnit == nil })
            else { continue }
            throw .unitOfSome(
                column: bare.column.number, heading: bare.column.heading, scaled: scaled.column.heading)
        }
    }

    /// Whether brackets behind the name of a figure that is no amount say a multiple: 百人, 万千瓦时.
    private static func scales(_ unit: String) -> Bool {
        guard let first = unit.first, "十百万亿".contains(first) || unit.hasPrefix("千") && !unit.hasPrefix("千瓦") else {
            return false
        }
        return true
    }

    /// What brackets behind an amount's name may say besides a unit.
    private static let hints: Set<String> = ["必填", "选填", "数字", "required", "optional", "number"]
}

extension HeadingWords.Target {
    /// The name of the field, as refusals have it.
    var field: String {
        switch self {
        case .field(let name): name
        case .effective: "effective"
        }
    }
}

extension RecordType {
    func kind(of target: HeadingWords.Target) -> Kind? {
        switch target {
        case .field(let name): field(name)?.kind
        case .effective: .date
        }
    }

    /// The type's only figure, where it belongs to a month: what stands below a wide sheet's months.
    var singleFigure: String? {
        let figures = fields.filter(\.isFigure)
        return field("month") != nil && figures.count == 1 ? figures.first?.name : nil
    }
}

extension RecordType.Field {
    /// Whether the field holds an amount or points.
    public var isFigure: Bool {
        switch kind {
        case .amount, .points, .ratedPoints, .quantity, .count: true
        default: false
        }
    }
}
