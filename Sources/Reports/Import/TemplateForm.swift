import Intake
import Records

/// What a form for a type holds: its columns with headings, what may stand in them, and an example row.
public struct TemplateForm: Sendable {
    public struct Column: Sendable {
        /// Nil for the effective date where the type is given one, and for remarks.
        public let field: RecordType.Field?
        public let heading: String
        /// What may stand in it, in words.
        public let allowed: String
        public let example: String
        public let isDate: Bool
    }

    public let entry: RecordType
    public let columns: [Column]
    private let language: Language

    public init(_ entry: RecordType, _ vocabulary: Vocabulary, _ language: Language) {
        self.entry = entry
        self.language = language
        let words = FieldWords(language)
        let example = ExampleArguments(entry.example)
        var columns = entry.fields.map { field in
            Column(
                field: field, heading: TemplateForm.heading(field, words),
                allowed: TemplateForm.allowed(field, words, vocabulary),
                example: TemplateForm.shown(example.fields[field.name] ?? "", field.kind, vocabulary, language),
                isDate: field.kind.isDate)
        }
        if case .given(let zh, let en) = entry.effective {
            columns.append(
                Column(
                    field: nil, heading: language(zh, "effective (\(en))"), allowed: words.allowed(.date),
                    example: example.effective, isDate: true))
        }
        columns.append(
            Column(
                field: nil, heading: language("备注", "remarks"),
                allowed: language("随意；不入账", "anything; it is not recorded"),
                example: language("示例行：导入时不计，可以删去", "example row: left out by the import, may be deleted"),
                isDate: false))
        self.columns = columns
    }

    /// The name of the form's sheet, by which the type is recognised too.
    public var sheetName: String { language(entry.zh, entry.type.rawValue) }

    private static func heading(_ field: RecordType.Field, _ words: FieldWords) -> String {
        let name = words.language(field.zh, field.name)
        guard case .amount(let currency) = field.kind else { return name }
        return name + words.language.bracketed(words.unit(currency))
    }

    /// What a column may hold, in the words of its drop-down list: a form's reader need not know what the ledger stores.
    private static func allowed(
        _ field: RecordType.Field, _ words: FieldWords, _ vocabulary: Vocabulary
    ) -> String {
        guard words.language == .zh else { return words.allowed(field) }
        let allowed: String
        switch field.kind {
        case .choice(let choices): allowed = "从列表中选：" + words.language.list(choices.map(\.zh))
        case .township: allowed = "从列表中选乡镇（街道、园区）"
        case .ratedItem: allowed = "从列表中选酌情打分的考核项"
        case .country: allowed = "从列表中选国家（地区），或填两位代码（ISO 3166-1），如 VN"
        case .unit, .workItem, .workStage:
            guard !vocabulary.plans.choices(field.kind).isEmpty else { return words.allowed(field) }
            allowed = "从列表中选"
        default: return words.allowed(field)
        }
        return allowed + (field.isOptional ? "；可不填" : "")
    }

    /// An example's value as the form's reader writes it.
    private static func shown(
        _ value: String, _ kind: RecordType.Kind, _ vocabulary: Vocabulary, _ language: Language
    ) -> String {
        guard language == .zh else { return value }
        switch kind {
        case .choice(let choices): return choices.first { $0.value == value }?.zh ?? value
        case .country: return CountryNames.name(of: value) ?? value
        case .ratedItem: return vocabulary.ratedItems.first { $0.id == value }?.name ?? value
        default: return value
        }
    }

    /// What a column lets one choose from; empty where it takes anything of its kind.
    public func choices(_ column: Column, _ vocabulary: Vocabulary) -> [String] {
        switch column.field?.kind {
        case .township: return vocabulary.townships.map { language($0.name, $0.id) }
        case .ratedItem: return vocabulary.ratedItems.map { language($0.name, $0.id) }
        case .unit?, .workItem?, .workStage?:
            return column.field.map { vocabulary.plans.choices($0.kind) }?.map { language($0.name, $0.stored) } ?? []
        case .choice(let choices), .listed(_, let choices): return choices.map { language($0.zh, $0.value) }
        case .country:
            return Countries.codes.sorted().compactMap { language(CountryNames.name(of: $0) ?? $0, $0) }
        default: return []
        }
    }

    /// Whether a column takes other values than those that it lets one choose from.
    public func isOpen(_ column: Column) -> Bool {
        if case .listed? = column.field?.kind { return true }
        return false
    }

    /// What a clerk should know besides the columns.
    public var rules: [String] {
        let open = entry.fields.filter(\.isOptional).map { language($0.zh, $0.name) }
        let filled =
            open.isEmpty
            ? language("每行一条，每列都要填。", "A fact a row; no cell may be empty.")
            : language(
                "每行一条，除“\(language.list(open))”外每列都要填。",
                "A fact a row; no cell but \(language.list(open)) may be empty.")
        let hasFigures = entry.fields.contains { $0.kind.isSum }
        let hasAmounts = entry.fields.contains { if case .amount = $0.kind { true } else { false } }
        var rules = [
            filled
                + (hasFigures ? language("没有发生额请填 0。", " Write 0 where there was nothing.") : ""),
            language("列的次序随意，可以加列（不入账）", "Columns may stand in any order, more of them are not recorded")
                + (hasAmounts
                    ? language(
                        "；金额的单位写在列名括号里，如 万元，导入时准确换算。", "; the unit of amounts stands in the heading's brackets.")
                    : language("。", ".")),
            language("合计行、空行、示例行导入时不计。", "Totals, empty rows and example rows are left out."),
        ]
        if let key = entry.naturalKey {
            rules.append(
                language(
                    "同一“\(key.zh)”只有一条；再次导入相同内容不会重复，内容不同的作为更正。",
                    "One fact for each \(key.en); the same again is not recorded twice, other content is a correction.")
            )
        }
        for rule in entry.notAbove {
            rules.append(FieldWords(language).rule(rule, of: entry) + language("。", "."))
        }
        rules.append(
            language("导入：\(CommandName.importing) 本文件.xlsx", "To record: \(CommandName.importing) THIS-FILE.xlsx"))
        return rules
    }
}

extension RecordType.Kind {
    /// Whether the field holds what may have been nothing: an amount, a number of things.
    fileprivate var isSum: Bool {
        switch self {
        case .amount, .quantity, .count: true
        default: false
        }
    }

    /// Whether the field holds a day.
    fileprivate var isDate: Bool { if case .date = self { true } else { false } }
}

/// The facts in a catalog entry's example, which is a command line: `… field=value 'field=value' --effective DATE`.
struct ExampleArguments {
    private(set) var fields: [String: String] = [:]
    private(set) var effective = ""

    init(_ command: String) {
        let words = ExampleArguments.words(command)
        for (index, word) in words.enumerated() {
            if word == "--effective", index + 1 < words.count { effective = words[index + 1] }
            guard let mark = word.firstIndex(of: "=") else { continue }
            fields[String(word[..<mark])] = String(word[word.index(after: mark)...])
        }
    }

    /// The words of a command line with single quotation marks.
    private static func words(_ command: String) -> [String] {
        var words = [""]
        var isQuoted = false
        for character in command {
            switch character {
            case "'": isQuoted.toggle()
            case " " where !isQuoted: words.append("")
            default: words[words.count - 1].append(character)
            }
        }
        return words.filter { !$0.isEmpty }
    }
}
