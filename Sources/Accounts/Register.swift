import Ledger
import Records

/// What of the register is wanted: every condition given must hold.
public struct RegisterFilter: Sendable {
    public var type: EventType?
    /// A township's id: facts of the township itself, and of enterprises that belong to it on the fact's date.
    public var township: String?
    public var enterprise: String?
    /// Effective dates, both ends included.
    public var from: CivilDate?
    public var to: CivilDate?
    /// The most entries, the newest ones; nil for all.
    public var limit: Int?

    public init(
        type: EventType? = nil, township: String? = nil, enterprise: String? = nil, from: CivilDate? = nil,
        to: CivilDate? = nil, limit: Int? = nil
    ) {
        self.type = type
        self.township = township
        self.enterprise = enterprise
        self.from = from
        self.to = to
        self.limit = limit
    }
}

/// One event of the register as people read it.
public struct RegisterEntry: Sendable {
    public let event: Event
    /// The record that it opens or changes; nil where that can't be read.
    public let record: Record?
    /// The township's id that the facts belong to; empty where to none.
    public let township: String
    /// The enterprise's name as registered; empty where it is not.
    public let enterpriseName: String

    /// Whether the event opens the record, rather than changing it.
    public var opens: Bool { record?.seq == event.seq }
}

extension Office {
    /// The entries of the register that a filter lets through, oldest first.
    ///
    /// Names and townships are those of the register as it stands now.
    /// - Returns: the entries, and whether older ones were left out for the limit.
    /// - Complexity: O(entries) with an enterprise, else O(events looked at).
    public func register(
        _ filter: RegisterFilter, known: Known
    ) throws -> (entries: [RegisterEntry], head: LogHead, more: Bool) {
        try read { reader, books in
            let head = try reader.head(known: known)
            var entries: [RegisterEntry] = []
            var more = false
            var names: [String: String] = [:]
            func take(_ seq: Int64) throws -> Bool {
                guard let entry = try Office.entry(seq, filter, known: head.size, books, &names) else { return true }
                if let limit = filter.limit, entries.count == limit {
                    more = true
                    return false
                }
                entries.append(entry)
                return true
            }
            if let enterprise = filter.enterprise {
                var seqs: Set<Int64> = []
                for record in try books.records.records(of: enterprise) {
                    seqs.insert(record)
                    let (corrections, ended) = try books.records.alterations(of: record)
                    seqs.formUnion(corrections)
                    if let ended { seqs.insert(ended) }
                }
                for seq in seqs.sorted(by: >) where seq <= head.size { guard try take(seq) else { break } }
            } else {
                var seq = head.size
                while seq > 0, try take(seq) { seq -= 1 }
            }
            return (entries.reversed(), head, more)
        }
    }

    /// A record with its events, the opening one first.
    /// - Parameter id: the id of the record or of one of its corrections.
    /// - Returns: nil where no event has the id.
    public func history(of id: String) throws -> (record: Record, entries: [RegisterEntry], head: LogHead)? {
        try read { reader, books in
            guard var seq = try books.recorded.event(id: id) else { return nil }
            let event = try books.recorded.event(seq)
            if EventType(rawValue: event.type)?.opensRecord == false, let target = event.data["target"]?.text {
                guard let opening = try books.recorded.event(id: target) else { return nil }
                seq = opening
            }
            guard let record = try books.recorded.record(seq) else { return nil }
            var names: [String: String] = [:]
            let entries = try ([seq] + record.corrections + [record.ended].compactMap { $0 }).compactMap {
                try Office.entry($0, RegisterFilter(), known: .max, books, &names)
            }
            return (record, entries, try reader.head())
        }
    }

    private static func entry(
        _ seq: Int64, _ filter: RegisterFilter, known: Int64, _ books: Books, _ names: inout [String: String]
    ) throws -> RegisterEntry? {
        let event = try books.recorded.event(seq)
        guard let type = EventType(rawValue: event.type), filter.type.map({ $0 == type }) ?? true else { return nil }
        if let from = filter.from, event.effective < from { return nil }
        if let to = filter.to, event.effective > to { return nil }
        var opening: Int64? = seq
        if !type.opensRecord { opening = try event.data["target"]?.text.flatMap { try books.recorded.event(id: $0) } }
        let record = try opening.flatMap { try books.recorded.record($0) }.map { $0.asKnown(known) }
        let facts = type.opensRecord ? event.data : event.data["data"] ?? record?.data ?? .object([])
        let effective = type.opensRecord ? event.effective : record?.effective ?? event.effective
        let township = try books.recorded.township(of: facts, on: effective)
        if let wanted = filter.township, wanted != township { return nil }
        var name = ""
        let code = try facts["enterprise"] ?? books.recorded.named(by: facts)?.data["enterprise"]
        if let code = code?.text {
            if let known = names[code] { name = known } else { name = try books.recorded.name(of: code) ?? "" }
            names[code] = name
        }
        return RegisterEntry(event: event, record: record, township: township, enterpriseName: name)
    }
}

extension Record {
    /// The record's changes as the first `size` events have them. Effective date and data stay today's.
    fileprivate func asKnown(_ size: Int64) -> Record {
        Record(
            seq: seq, id: id, type: type, effective: effective, data: data,
            corrections: corrections.filter { $0 <= size },
            ended: ended.flatMap { $0 <= size ? $0 : nil })
    }
}
