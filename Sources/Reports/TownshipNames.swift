import Records

/// Townships by id, as people call them.
struct TownshipNames: Sendable {
    private let names: [String: String]
    private let places: [String: Int]
    private let language: Language

    init(_ townships: [Scheme.Township], _ language: Language) {
        names = Dictionary(townships.map { ($0.id, $0.name) }) { first, _ in first }
        places = Dictionary(townships.enumerated().map { ($1.id, $0) }) { first, _ in first }
        self.language = language
    }

    /// Rows in scheme order; those of other townships, or of none, behind.
    func inOrder<Row>(_ rows: [Row], by township: (Row) -> String) -> [Row] {
        func place(_ row: Row) -> (Int, String) { (places[township(row)] ?? .max, township(row)) }
        return rows.sorted { place($0) < place($1) }
    }

    /// The name of a township's id, the id itself where it is of no scheme; words for none.
    subscript(id: String) -> String {
        id.isEmpty ? language("不归属任何乡镇", "of no township") : names[id] ?? id
    }
}
