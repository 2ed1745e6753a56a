import Ledger

/// Finds the township that somebody means: by id, by Chinese name, or by the beginning or a part of either that only one
/// township has.
public enum TownshipName {
    public enum Fault: Error, Hashable, Sendable {
        /// No township has this name.
        case unknown(String)
        /// Several have it.
        case ambiguous(String, matches: [Scheme.Township])
    }

    /// - Complexity: O(townships).
    public static func find(_ text: String, among townships: [Scheme.Township]) throws(Fault) -> Scheme.Township {
        let wanted = StoredText.normalized(text)
        if let exact = townships.first(where: { $0.id == wanted || $0.name == wanted }) { return exact }
        let lower = wanted.lowercased()
        guard !lower.isEmpty else { throw .unknown(text) }
        for matches in [
            townships.filter { $0.id.lowercased().hasPrefix(lower) || $0.name.hasPrefix(wanted) },
            townships.filter { $0.name.firstRange(of: wanted) != nil },
        ] {
            if matches.count == 1, let only = matches.first { return only }
            if matches.count > 1 { throw .ambiguous(text, matches: matches) }
        }
        throw .unknown(text)
    }
}
