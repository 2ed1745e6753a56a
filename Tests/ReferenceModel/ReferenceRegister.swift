import Ledger
import Records

/// A record with its facts.
public struct ReferenceRecord: Sendable {
    public let seq: Int64
    public let id: String
    public let type: EventType
    public var effective: CivilDate
    public var data: JSON
    public var facts: ReferenceFacts
    public var corrections: [Int64] = []
    public var ended: Int64?

    public var isLive: Bool { ended == nil }
}

/// The records that a run of events makes: what admission decides against. Built by folding events in order; folding
/// never fails and asks no questions (`evolve` of the decider pattern).
///
/// It holds every record in memory, about 1 kB each; an ordinary county writes 10,000 a year.
public struct ReferenceRegister: Sendable {
    public private(set) var size: Int64 = 0
    /// By opening position.
    public private(set) var records: [Int64: ReferenceRecord] = [:]
    public private(set) var schemes: [AdoptedScheme] = []
    private var events: [String: Int64] = [:]
    private var changes: [String: (type: EventType, data: JSON, effective: CivilDate)] = [:]
    private var keys: [NaturalKey: Int64] = [:]
    private var namedBy: [String: Set<Int64>] = [:]

    public init() {}

    /// The position of the event with this id.
    public func event(id: String) -> Int64? { events[id] }
    /// The record that this id opened.
    public func record(id: String) -> ReferenceRecord? { events[id].flatMap { records[$0] } }
    /// The correction or retraction with this id.
    func change(id: String) -> (type: EventType, data: JSON, effective: CivilDate)? { changes[id] }
    /// The live record that holds a natural key.
    public func holder(of key: NaturalKey) -> ReferenceRecord? { keys[key].flatMap { records[$0] } }
    /// The live registration of an enterprise.
    public func registration(of enterprise: String) -> ReferenceRecord? {
        holder(of: NaturalKey(enterprise, .enterpriseRegistered))
    }
    /// The live records that name an enterprise or a report, its own registration or submission aside.
    public func dependents(on subject: String) -> [ReferenceRecord] {
        (namedBy[subject] ?? []).sorted().compactMap { records[$0] }
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
            record.facts = ReferenceFacts(type: record.type, data: data)
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
            let record = ReferenceRecord(
                seq: event.seq, id: event.id, type: type, effective: event.effective, data: event.data,
                facts: ReferenceFacts(type: type, data: event.data))
            records[event.seq] = record
            attach(record)
            if type == .schemeAdopted, let scheme = SchemeReader.read(event.data["scheme"] ?? .null).scheme {
                schemes.append(AdoptedScheme(seq: event.seq, effective: event.effective, scheme: scheme, ended: nil))
            }
        }
    }

    private func target(of event: Event) -> Int64? { event.data["target"]?.text.flatMap { events[$0] } }

    private mutating func attach(_ record: ReferenceRecord) {
        if let key = NaturalKey(record.type, effective: record.effective, data: record.data) {
            keys[key] = record.seq
        }
        for subject in ReferenceRegister.subjects(record) { namedBy[subject, default: []].insert(record.seq) }
    }

    private mutating func detach(_ record: ReferenceRecord) {
        if let key = NaturalKey(record.type, effective: record.effective, data: record.data), keys[key] == record.seq {
            keys[key] = nil
        }
        for subject in ReferenceRegister.subjects(record) { namedBy[subject]?.remove(record.seq) }
    }

    /// What a record names and therefore keeps from being retracted.
    private static func subjects(_ record: ReferenceRecord) -> [String] {
        switch record.facts {
        case .registered, .reportSubmitted: []
        case .reportAdopted(let report, _): ["report:" + report]
        default: record.facts.enterprise.map { ["enterprise:" + $0] } ?? []
        }
    }
}
