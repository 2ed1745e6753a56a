import Ledger

/// A record: an event with its corrections (ledger.md §3).
public struct Record: Sendable {
    /// The opening event's position, which names the record and decides ties.
    public let seq: Int64
    public let id: String
    public let type: EventType
    /// As the latest correction has it.
    public internal(set) var effective: CivilDate
    public internal(set) var data: JSON
    public internal(set) var facts: Facts
    /// The positions of the corrections, oldest first.
    public internal(set) var corrections: [Int64] = []
    /// The position of the retraction that ended it.
    public internal(set) var ended: Int64?

    public var isLive: Bool { ended == nil }
}

/// An adopted scheme with the time in which it is known and live.
public struct AdoptedScheme: Sendable {
    public let seq: Int64
    public let effective: CivilDate
    public let scheme: Scheme
    public internal(set) var ended: Int64?
}

/// The records that a run of events makes: what admission decides against. Built by folding events in order; folding
/// never fails and asks no questions (`evolve` of the decider pattern).
///
/// It holds every record in memory, about 1 kB each; an ordinary county writes 10,000 a year.
public struct Register: Sendable {
    public private(set) var size: Int64 = 0
    /// By opening position.
    public private(set) var records: [Int64: Record] = [:]
    public private(set) var schemes: [AdoptedScheme] = []
    private var events: [String: Int64] = [:]
    private var changes: [String: (type: EventType, data: JSON, effective: CivilDate)] = [:]
    private var keys: [String: Int64] = [:]
    private var namedBy: [String: Set<Int64>] = [:]

    public init() {}

    /// The position of the event with this id.
    public func event(id: String) -> Int64? { events[id] }
    /// The record that this id opened.
    public func record(id: String) -> Record? { events[id].flatMap { records[$0] } }
    /// The correction or retraction with this id.
    func change(id: String) -> (type: EventType, data: JSON, effective: CivilDate)? { changes[id] }
    /// The live record that holds a natural key.
    public func holder(of key: String) -> Record? { keys[key].flatMap { records[$0] } }
    /// The live registration of an enterprise.
    public func registration(of enterprise: String) -> Record? {
        holder(of: NaturalKey.make("enterprise.registered", enterprise))
    }
    /// The live records that name an enterprise or a report, its own registration or submission aside.
    public func dependents(on subject: String) -> [Record] {
        (namedBy[subject] ?? []).sorted().compactMap { records[$0] }
    }

    /// The scheme in force on a date: the live one with the latest effective date not after it, the later seq on a tie.
    public func scheme(on date: CivilDate, known: Int64 = .max) -> AdoptedScheme? {
        schemes.filter { $0.seq <= known && ($0.ended.map { $0 > known } ?? true) && $0.effective <= date }
            .max { ($0.effective, $0.seq) < ($1.effective, $1.seq) }
    }

    /// The schemes whose townships and items a fact of this date may use: the one in force on the date, the one in
    /// force today, and for facts older than any scheme the earliest one.
    func schemes(for date: CivilDate, today: CivilDate) -> [Scheme] {
        let live = schemes.filter { $0.ended == nil }
        let earliest = live.min { ($0.effective, $0.seq) < ($1.effective, $1.seq) }
        return [scheme(on: date), scheme(on: today), scheme(on: date) == nil ? earliest : nil].compactMap { $0?.scheme }
    }

    /// Folds the next event.
    public mutating func evolve(_ event: Event) {
        size = event.seq
        events[event.id] = event.seq
        guard let type = EventType(rawValue: event.type) else { return }
        switch type {
        case .eventCorrected:
            changes[event.id] = (type, event.data, event.effective)
            guard let seq = target(of: event), var record = records[seq], let data = event.data["data"],
                let effective = event.data["effective"]?.text.flatMap({ CivilDate($0) })
            else { return }
            detach(record)
            record.effective = effective
            record.data = data
            record.facts = Facts(type: record.type, data: data)
            record.corrections.append(event.seq)
            records[seq] = record
            attach(record)
        case .eventRetracted:
            changes[event.id] = (type, event.data, event.effective)
            guard let seq = target(of: event), var record = records[seq] else { return }
            detach(record)
            record.ended = event.seq
            records[seq] = record
            if let index = schemes.firstIndex(where: { $0.seq == seq }) { schemes[index].ended = event.seq }
        default:
            let record = Record(
                seq: event.seq, id: event.id, type: type, effective: event.effective, data: event.data,
                facts: Facts(type: type, data: event.data))
            records[event.seq] = record
            attach(record)
            if type == .schemeAdopted, let scheme = SchemeReader.read(event.data["scheme"] ?? .null).scheme {
                schemes.append(AdoptedScheme(seq: event.seq, effective: event.effective, scheme: scheme))
            }
        }
    }

    private func target(of event: Event) -> Int64? { event.data["target"]?.text.flatMap { events[$0] } }

    private mutating func attach(_ record: Record) {
        if let key = NaturalKey.of(record.type, effective: record.effective, data: record.data) {
            keys[key] = record.seq
        }
        for subject in Register.subjects(record) { namedBy[subject, default: []].insert(record.seq) }
    }

    private mutating func detach(_ record: Record) {
        if let key = NaturalKey.of(record.type, effective: record.effective, data: record.data), keys[key] == record.seq
        {
            keys[key] = nil
        }
        for subject in Register.subjects(record) { namedBy[subject]?.remove(record.seq) }
    }

    /// What a record names and therefore keeps from being retracted.
    private static func subjects(_ record: Record) -> [String] {
        switch record.facts {
        case .registered, .reportSubmitted: []
        case .reportAdopted(let report, _): ["report:" + report]
        default: record.facts.enterprise.map { ["enterprise:" + $0] } ?? []
        }
    }
}

/// The business identity of a record in one text (ledger.md §2). Parts are length-marked, so that no two identities
/// share a text.
public enum NaturalKey {
    static func make(_ parts: String...) -> String { parts.map { "\($0.utf8.count):\($0)" }.joined() }

    /// The natural key; nil for types that have none.
    public static func of(_ type: EventType, effective: CivilDate, data: JSON) -> String? {
        func text(_ key: String) -> String { data[key]?.text ?? "" }
        let name = type.rawValue
        switch type {
        case .schemeAdopted: return make(name, data["scheme"]?["id"]?.text ?? "", effective.description)
        case .enterpriseRegistered: return make(name, text("enterprise"))
        case .enterpriseRelocated: return make(name, text("enterprise"), effective.description)
        case .tradeReported, .serviceTradeReported: return make(name, text("enterprise"), text("month"))
        case .monitoringScored: return make(name, text("township"), text("month"))
        case .pointsRated: return make(name, text("township"), text("item"), text("month"))
        case .exporterEntered, .serviceTraderEntered, .insuranceInsured:
            return make(name, text("enterprise"), String(effective.year))
        case .investmentApproved: return make(name, text("approval_no"))
        case .fairParticipated: return make(name, text("enterprise"), text("fair"))
        case .reportSubmitted: return make(name, text("report_no"))
        case .reportAdopted: return make(name, text("report_no"), text("level"))
        case .monthClosed: return make(name, text("month"), String(data["known_size"]?.integer ?? 0))
        case .eventCorrected, .eventRetracted: return nil
        }
    }
}
