import Ledger

/// Where an enterprise belongs from a date on: a registration or a relocation.
public struct Belonging: Hashable, Sendable {
    public let seq: Int64
    public let effective: CivilDate
    public let township: String
}

/// What the register keeps of one enterprise. One object for all who look at it: it is asked for at nearly every event, each
/// time of another enterprise, so that what is asked for most lies in the object itself and not behind it.
public final class Enterprise {
    /// The live registration.
    public internal(set) var registration: Belonging?
    public internal(set) var isUnderFiveMillion = false
    /// The trade records of the year that was loaded last, which is nearly always the one that is asked for.
    var current: (year: Int32, months: TradeYear)?
    /// Where the years before that stand among those of all enterprises (see `TradeYears`); 0 for none.
    var formerYears: UInt32 = 0
    var latestFormerYear: Int32 = 0
    /// The live relocations.
    public internal(set) var moves: [Belonging] = []
    /// The newest of its records, its registration aside, in the register's chain; 0 for none. Kept only where no tables
    /// are.
    var newest: UInt32 = 0

    /// The township to which the enterprise belongs on a date: that of its latest live registration or relocation
    /// effective on or before it, the later seq on a tie; empty where there is none (scoring.md §1).
    public func township(on date: CivilDate) -> String {
        var latest: Belonging?
        if let registration, registration.effective <= date { latest = registration }
        for move in moves where move.effective <= date {
            if let known = latest, (known.effective, known.seq) > (move.effective, move.seq) { continue }
            latest = move
        }
        return latest?.township ?? ""
    }
}
