import Records

/// Townships by id, as people call them.
struct TownshipNames: Sendable {
    private let names: [String: String]
    private let language: Language

    init(_ townships: [Scheme.Township], _ language: Language) {
        names = Dictionary(townships.map { ($0.id, $0.name) }) { first, _ in first }
        self.language = language
    }

    /// The name of a township's id, the id itself where it is of no scheme; words for none.
    subscript(id: String) -> String {
        id.isEmpty ? language("不归属任何乡镇", "of no township") : names[id] ?? id
    }
}
