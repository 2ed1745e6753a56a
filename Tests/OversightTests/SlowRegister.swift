import Accounts
import Ledger
import Records

/// The live records of a ledger as a clerk with a pencil would find them: every event read from the first on, nothing
/// else. The slow and obvious reference for journals and all that is made from them.
struct SlowRegister {
    struct Entry: Equatable {
        let seq: Int64
        let id: String
        let type: EventType
        var effective: CivilDate
        var data: JSON

        func text(_ key: String) -> String { data[key]?.text ?? "" }
    }

    private(set) var live: [Entry] = []

    init(_ events: [Event], known: Int64) {
        for event in events where event.seq <= known {
            let type = EventType(rawValue: event.type)
            let place = live.firstIndex { $0.id == event.data["target"]?.text }
            switch type {
            case .eventCorrected?:
                guard let place else { continue }
                live[place].effective = event.data["effective"]?.text.flatMap { CivilDate($0) } ?? .first
                live[place].data = event.data["data"] ?? .null
            case .eventRetracted?: if let place { live.remove(at: place) }
            case let type?:
                live.append(
                    Entry(seq: event.seq, id: event.id, type: type, effective: event.effective, data: event.data))
            case nil: continue
            }
        }
    }

    /// In order of (effective date, seq).
    func records(_ types: Set<EventType>, from: CivilDate = .first, through: CivilDate) -> [Entry] {
        live.filter { types.contains($0.type) && $0.effective >= from && $0.effective <= through }
            .sorted { ($0.effective, $0.seq) < ($1.effective, $1.seq) }
    }

    /// Where an enterprise belonged on a day: what the last of its registration and moves says.
    func township(of enterprise: String, on day: CivilDate) -> String {
        records([.enterpriseRegistered, .enterpriseRelocated], through: day)
            .last { $0.text("enterprise") == enterprise }?.text("township") ?? ""
    }
}
