import Ledger

/// The fields of a type's canonical data, where they stand: see `GlancedLine`.
struct GlancedFields {
    private static let width = 8
    private let entry: RecordType
    private var values = InlineArray<8, UnsafeBufferPointer<UInt8>>(repeating: .init(start: nil, count: 0))
    /// By place of a field: its amount.
    private var amounts = InlineArray<8, Int64>(repeating: 0)
    private(set) var month: CivilMonth?

    /// Reads every field of the type, and nothing else, and steps over it; nil where something is wrong, or of a kind that is
    /// left to the plain form.
    init?(_ entry: RecordType, _ cursor: inout CanonicalCursor) {
        self.entry = entry
        let canonical = entry.canonical
        guard canonical.count <= GlancedFields.width else { return nil }
        for place in canonical.indices {
            guard cursor.skip(canonical[place].key), read(canonical[place].kind, place, &cursor) else { return nil }
        }
        guard cursor.skip("}") else { return nil }
        for pair in entry.notAbovePlaces where amounts[pair.field] > amounts[pair.limit] { return nil }
    }

    /// The text of a field; empty where the type has no such field.
    func text(_ name: String) -> String {
        place(name).map { String(decoding: values[$0], as: UTF8.self) } ?? ""
    }

    /// The amount of a field; 0 where the type has no such amount.
    private func amount(_ name: String) -> Int64 { place(name).map { amounts[$0] } ?? 0 }

    private func place(_ name: String) -> Int? {
        let canonical = entry.canonical
        for place in canonical.indices where canonical[place].name == name { return place }
        return nil
    }

    /// The fields and their texts, in order of key.
    var members: [JSON.Member] {
        entry.canonical.enumerated().map { place, field in
            .init(field.name, .string(String(decoding: values[place], as: UTF8.self)))
        }
    }

    /// The facts that they are.
    /// - Parameter bytes: the data as a whole.
    func facts(_ bytes: UnsafeBufferPointer<UInt8>) -> Facts? {
        guard let places = entry.tradePlaces else { return Facts(entry.type, canonical: bytes) }
        // A monthly figure, which most events are: its parts are at hand.
        return CreditCode(trusted: values[places.enterprise]).map {
            .trade(
                enterprise: $0, exports: amounts[places.exports], imports: amounts[places.imports],
                general: amounts[places.general], epidemic: amounts[places.epidemic])
        }
    }

    /// Whether they may stand on a date, as seen on the day of their recording.
    func mayStand(on date: CivilDate, today: CivilDate) -> Bool {
        guard entry.effective == .monthEnd else { return date <= today }
        guard let month, month.end == date else { return false }
        return date <= today || month == today.month
    }

    /// Whether a restore need not ask more of what is recorded than schemes and reports (see `RecordType.restoreAsks`), and takes
    /// what it is told. Of others the plain form, `Admission`, has the word.
    /// - Parameter report: the effective date of a live report by its number; nil where there is none.
    func areDecided(
        on date: CivilDate, today: CivilDate, by schemes: [AdoptedScheme], report: (String) throws -> CivilDate?
    ) rethrows -> Bool {
        switch entry.restoreAsks {
        case .nothing: return true
        case .schemes:
            let usable = schemes.usable(for: date, today: today)
            return usable.isEmpty || entry.lookedUp.allSatisfy { isKnown($0, to: usable) }
        case .report: return try report(text("report_no")).map { $0 <= date } ?? false
        case .more: return false
        }
    }

    /// Whether a field names a township that one of the schemes has, or an item that may get so many points.
    private func isKnown(_ field: RecordType.Field, to schemes: [AdoptedScheme]) -> Bool {
        switch field.kind {
        case .township:
            return schemes.haveTownship(text(field.name))
        case .ratedItem:
            return schemes.ratedItem(text(field.name)).map { amount("points") <= $0.points.value } ?? false
        default: return true
        }
    }

    /// Reads one field's value; false where it is wrong, or of a kind that is left to the plain form.
    private mutating func read(_ kind: RecordType.Kind, _ place: Int, _ cursor: inout CanonicalCursor) -> Bool {
        switch kind {
        case .text(let limit):
            guard let value = GlancedFrame.text(&cursor, limit: limit), !value.isEmpty else { return false }
            values[place] = value
        case .amount, .ratedPoints:
            guard let value = cursor.string(), let amount = Hundredths(stored: value.bytes) else { return false }
            values[place] = value.bytes
            amounts[place] = amount.value
        case .points(let limit):
            guard let value = cursor.string(), let amount = Hundredths(stored: value.bytes), amount.value <= limit
            else { return false }
            values[place] = value.bytes
            amounts[place] = amount.value
        case .enterprise:
            guard let value = cursor.string(), CreditCode.isValid(value.bytes) else { return false }
            values[place] = value.bytes
        case .month:
            // No type that can be read at a glance has another field of this kind.
            guard let value = cursor.string(), let month = CivilMonth(utf8: value.bytes) else { return false }
            values[place] = value.bytes
            self.month = month
        case .township, .ratedItem:
            guard let value = GlancedFrame.text(&cursor, limit: 200), !value.isEmpty else { return false }
            values[place] = value
        case .choice(let choices):
            guard let value = GlancedFrame.text(&cursor, limit: 200),
                choices.contains(where: { $0.value.utf8.elementsEqual(value) })
            else { return false }
            values[place] = value
        case .country:
            guard let value = GlancedFrame.text(&cursor, limit: 200),
                Countries.codes.contains(String(decoding: value, as: UTF8.self))
            else { return false }
            values[place] = value
        default: return false
        }
        return true
    }
}
