import Ledger

/// A record: an event with its corrections (ledger.md §3).
public struct Record: Sendable, Hashable {
    /// The opening event's position, which decides ties.
    public let seq: Int64
    /// The opening event's id, which names the record.
    public let id: String
    public let type: EventType
    /// As the latest correction has it.
    public let effective: CivilDate
    /// As the latest correction has it.
    public let data: JSON
    /// The positions of the corrections, oldest first.
    public let corrections: [Int64]
    /// The position of the retraction that ended it.
    public let ended: Int64?

    public init(
        seq: Int64, id: String, type: EventType, effective: CivilDate, data: JSON, corrections: [Int64], ended: Int64?
    ) {
        self.seq = seq
        self.id = id
        self.type = type
        self.effective = effective
        self.data = data
        self.corrections = corrections
        self.ended = ended
    }

    /// The record that an event opened; nil where it is a correction or retraction.
    /// - Parameters:
    ///   - event: gives the event at a position, of which the latest correction's is asked for.
    /// - Throws: `LedgerError.damaged` where the latest correction is none.
    public init?(
        opening: Event, seq: Int64, corrections: [Int64], ended: Int64?, event: (Int64) throws -> Event
    ) throws {
        guard let type = EventType(rawValue: opening.type), type.opensRecord else { return nil }
        var (effective, data) = (opening.effective, opening.data)
        if let last = corrections.last {
            let change = try event(last)
            guard let date = change.data["effective"]?.text.flatMap({ CivilDate($0) }), let facts = change.data["data"]
            else { throw LedgerError.damaged("event \(last) is no correction") }
            (effective, data) = (date, facts)
        }
        self.init(
            seq: seq, id: opening.id, type: type, effective: effective, data: data, corrections: corrections,
            ended: ended)
    }

    public var isLive: Bool { ended == nil }
}

/// An adopted scheme with the span of the log in which it is live.
public struct AdoptedScheme: Sendable {
    public let seq: Int64
    public let effective: CivilDate
    public let scheme: Scheme
    /// The position of the retraction that ended it.
    public var ended: Int64?

    public init(seq: Int64, effective: CivilDate, scheme: Scheme, ended: Int64?) {
        self.seq = seq
        self.effective = effective
        self.scheme = scheme
        self.ended = ended
    }
}

extension [AdoptedScheme] {
    /// Whether one of them has a township.
    func haveTownship(_ id: String) -> Bool { contains { $0.scheme.townships.contains { $0.id == id } } }

    /// The items that points are given for by hand, scheme by scheme.
    var ratedItems: some Sequence<Scheme.Indicator> {
        lazy.flatMap { $0.scheme.indicators.lazy.filter { $0.method == .rated } }
    }

    /// The first of these items that has a name.
    func ratedItem(_ id: String) -> Scheme.Indicator? { ratedItems.first { $0.id == id } }
}
