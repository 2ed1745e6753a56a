import Records

/// The words by which headings name the fields of a type: those of the catalog, and those that offices use besides.
public enum HeadingWords {
    /// What a column holds.
    enum Target: Hashable {
        case field(String)
        case effective

        /// Whether many types have such a column, so that it does not tell them apart.
        var isCommon: Bool {
            switch self {
            case .field(let name): ["enterprise", "township", "month", "week", "unit", "note"].contains(name)
            case .effective: false
            }
        }
    }

    /// The types that sheets can bring, in the order in which they are recorded: what others need comes first.
    public static let types: [RecordType] = Catalog.types.filter(\.isCorrectable)

    /// Words for the effective date of any type that is given one. They don't tell types apart.
    public static let anyDate = ["业务日期", "日期", "effective", "date"]

    /// Headings of a column in which people write what they like.
    static let remarks: Set<String> = ["备注", "说明", "注", "remark", "remarks", "note", "notes"]

    /// Names of sheets that tell how to fill in others.
    public static let noteSheets: Set<String> = ["填表说明", "说明", "notes"]

    /// Targets by folded heading, and whether the heading tells its type from others.
    typealias Targets = [String: (target: Target, isSpecific: Bool)]

    /// The headings of each type.
    static let targets = Dictionary(uniqueKeysWithValues: types.map { ($0.type, targets(of: $0)) })
    /// The headings of all types.
    static let all = Set(targets.values.flatMap(\.keys))
    /// What names a type in a title or as a sheet's name, folded: its own names and those of its figures.
    static let names = Dictionary(
        uniqueKeysWithValues: types.map { entry in
            let figures = entry.fields.filter(\.isFigure).flatMap { [$0.zh] + (synonyms[$0.name] ?? []) }
            let names = [entry.zh, entry.type.rawValue, entry.en] + figures.filter { $0.count >= 3 }
            return (entry.type, names.map(FoldedText.of))
        })

    private static func targets(of entry: RecordType) -> Targets {
        var found: Targets = [:]
        func add(_ words: [String], _ target: Target, _ isSpecific: Bool) {
            for word in words where found[FoldedText.of(word)] == nil {
                found[FoldedText.of(word)] = (target, isSpecific)
            }
        }
        for field in entry.fields {
            let target = Target.field(field.name)
            add([field.name, field.zh, field.en] + (synonyms[field.name] ?? []), target, !target.isCommon)
        }
        if case .given(let zh, let en) = entry.effective {
            add([zh, en, "effective(\(en))"] + (dates[entry.type] ?? []), .effective, true)
            add(anyDate, .effective, false)
        }
        return found
    }

    /// What a sheet of a type must have: every field, and the date where it is given.
    static func required(of entry: RecordType) -> [Target] {
        entry.fields.filter { !$0.isOptional }.map { .field($0.name) } + (entry.effective.isGiven ? [.effective] : [])
    }
}
