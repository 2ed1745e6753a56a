import Accounts
import Ledger
import Records
import Scoring

/// The enterprise that a ticket or a warning is about.
public struct Concerned: Sendable, Hashable {
    public let enterprise: String
    /// As the register has it now; empty where it is not registered.
    public let name: String
    /// The id of the township to which it belonged on the day in question, as known; empty for none.
    public let township: String

    public init(enterprise: String, name: String, township: String) {
        self.enterprise = enterprise
        self.name = name
        self.township = township
    }
}

/// Finds whom records are about, for one answer: as the first `known` events have their townships.
struct KnownRegister {
    private let books: Books
    private let known: Int64
    private let homes: KnownHomes

    init(_ books: Books, known: Int64) {
        self.books = books
        self.known = known
        homes = KnownHomes(books)
    }

    /// Whom a record's facts are about, on its effective date.
    func concerned(_ record: Record) throws -> Concerned {
        try concerned(record.data["enterprise"]?.text ?? "", on: record.effective)
    }

    func concerned(_ enterprise: String, on day: CivilDate) throws -> Concerned {
        Concerned(
            enterprise: enterprise, name: try books.recorded.name(of: enterprise) ?? "",
            township: try homes.township(of: enterprise, on: day, known: known))
    }
}

extension Books {
    /// The courses of all subjects up to a day: each one's records in order, its first subject first.
    func courses(_ course: Course, by field: String, on: CivilDate, known: Int64) throws -> [[Record]] {
        let types = course.types.sorted { $0.code < $1.code }
        let records = try journal(types, through: on, known: known)
        return Dictionary(grouping: records) { $0.data[field]?.text ?? "" }.values
            .sorted { ($0[0].effective, $0[0].seq) < ($1[0].effective, $1[0].seq) }
    }
}
