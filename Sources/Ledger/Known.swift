/// What a question knows: the events recorded up to some moment (ledger.md §1).
public enum Known: Hashable, Sendable {
    case everything
    /// A tree size: the first so many events.
    case size(Int64)
    /// Events recorded up to the end of this day in Asia/Shanghai.
    case day(CivilDate)
    /// Events recorded up to and including this moment.
    case instant(Instant)

    /// Reads a civil date, an RFC 3339 instant or a tree size; nil for anything else.
    public init?(_ text: String) {
        if let date = CivilDate(text) {
            self = .day(date)
        } else if !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let size = Int64(text) {
            self = .size(size)
        } else if let instant = Instant(rfc3339: text) {
            self = .instant(instant)
        } else {
            return nil
        }
    }
}
