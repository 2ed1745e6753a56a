import Ledger

/// What people write for a field, turned into what the ledger stores: Chinese names of fields, townships and choices
/// are taken beside the machine's. What is not recognised stays as it is, for admission to refuse with its place.
public enum FieldText {
    /// A type by its name, its Chinese name, or the beginning of either that only one type has.
    public static func type(_ text: String) -> EventType? {
        let wanted = StoredText.normalized(text)
        if let exact = Catalog.types.first(where: { $0.type.rawValue == wanted || $0.zh == wanted }) {
            return exact.type
        }
        guard !wanted.isEmpty else { return nil }
        let matches = Catalog.types.filter { $0.type.rawValue.hasPrefix(wanted) || $0.zh.hasPrefix(wanted) }
        return matches.count == 1 ? matches.first?.type : nil
    }

    /// A field by its name or its Chinese name.
    public static func field(_ text: String, of entry: RecordType) -> RecordType.Field? {
        let wanted = StoredText.normalized(text)
        return entry.fields.first { $0.name == wanted || $0.zh == wanted }
    }

    /// A field's value.
    public static func value(
        _ text: String, _ field: RecordType.Field, townships: [Scheme.Township], plans: PlanNames = .none
    ) -> JSON {
        let wanted = StoredText.normalized(text)
        switch field.kind {
        case .township: return .string((try? TownshipName.find(wanted, among: townships).id) ?? wanted)
        case .choice(let choices), .listed(_, let choices):
            return .string(choices.first { $0.zh == wanted || $0.en == wanted }?.value ?? wanted)
        case .count: return CountText.value(wanted)
        case .unit, .workItem, .workStage: return .string(plans.stored(wanted, field.kind) ?? wanted)
        case .scheme, .plan, .facts:
            guard let json = try? JSONReader.read(text.utf8) else { return .string(text) }
            return json
        default: return .string(text)
        }
    }
}
