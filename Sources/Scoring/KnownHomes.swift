import Accounts
import Ledger
import Records

/// To which township an enterprise belonged on a day, as known at any size (scoring.md §1). The versions of an enterprise's
/// registrations and relocations are read once, when it is asked for first.
public final class KnownHomes {
    private let read: (String) throws -> [RecordVersion]
    private var homes: [String: [RecordVersion]] = [:]

    init(_ read: @escaping (String) throws -> [RecordVersion]) { self.read = read }

    /// As the ledger's derived tables have them.
    public convenience init(_ books: Books) {
        self.init { try books.belongings(ever: $0) }
    }

    /// The id of the township; empty for none.
    /// - Complexity: O(moves of the enterprise).
    public func township(of enterprise: String, on day: CivilDate, known: Int64) throws -> String {
        try versions(of: enterprise)
            .filter { $0.isKnown(known) && $0.effective <= day && $0.data["enterprise"]?.text == enterprise }
            .max { ($0.effective, $0.record) < ($1.effective, $1.record) }?.data["township"]?.text ?? ""
    }

    /// Every version that ever was; versions of other enterprises may be among them.
    func versions(of enterprise: String) throws -> [RecordVersion] {
        if let known = homes[enterprise] { return known }
        let found = try read(enterprise)
        homes[enterprise] = found
        return found
    }
}
