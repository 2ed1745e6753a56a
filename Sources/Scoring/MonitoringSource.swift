import Accounts
import Ledger
import Records

/// Where the versions of the monitoring's records come from.
public protocol MonitoringSource {
    /// Every version of the records of a type that ever stood on some days; versions on other days may be among them.
    func versions(_ type: EventType, from: CivilDate, through: CivilDate) throws -> [RecordVersion]
    /// Every version of an enterprise's registrations and relocations; versions of other enterprises may be among them.
    func belongings(of enterprise: String) throws -> [RecordVersion]
}

/// Read through the ledger's derived tables: what is asked for and no more.
struct StoredMonitoring: MonitoringSource {
    let books: Books
    /// How many events may ever be asked about.
    let known: Int64

    func versions(_ type: EventType, from: CivilDate, through: CivilDate) throws -> [RecordVersion] {
        try books.versions(type, from: from, through: through, known: known)
    }

    func belongings(of enterprise: String) throws -> [RecordVersion] { try books.belongings(ever: enterprise) }
}

/// Read from the events alone, all of them once.
public struct ReplayedMonitoring: MonitoringSource {
    private var byType: [EventType: [RecordVersion]] = [:]
    private var homes: [String: [RecordVersion]] = [:]

    /// Reads the first `size` events.
    /// - Throws: `LedgerError`.
    /// - Complexity: O(size) time; memory for the monitoring's records, registrations and relocations.
    public init(_ reader: LogReader, through size: Int64) throws {
        let homes: Set<EventType> = [.enterpriseRegistered, .enterpriseRelocated]
        let wanted = homes.union(MonitoringHistory.types)
        var openings: [Event] = []
        var byID: [String: Int] = [:]
        var alterations: [Int: [Event]] = [:]
        try reader.forEachLine(through: size) { seq, line in
            guard let type = CanonicalLine(line).flatMap({ EventType(name: $0.type.bytes) }) else {
                throw LedgerError.damaged("event \(seq) is not canonical")
            }
            guard wanted.contains(type) || !type.opensRecord else { return }
            let event: Event
            do { event = try Event(line: line) } catch { throw LedgerError.damaged("event \(seq): \(error)") }
            if type.opensRecord {
                byID[event.id] = openings.count
                openings.append(event)
            } else if let target = event.data["target"]?.text.flatMap({ byID[$0] }) {
                alterations[target, default: []].append(event)
            }
        }
        for (place, opening) in openings.enumerated() {
            for version in try RecordVersion.all(of: opening, altered: alterations[place] ?? []) {
                if homes.contains(version.type) {
                    self.homes[version.data["enterprise"]?.text ?? "", default: []].append(version)
                } else {
                    byType[version.type, default: []].append(version)
                }
            }
        }
    }

    public func versions(_ type: EventType, from: CivilDate, through: CivilDate) -> [RecordVersion] {
        (byType[type] ?? []).filter { $0.effective >= from && $0.effective <= through }
    }

    public func belongings(of enterprise: String) -> [RecordVersion] { homes[enterprise] ?? [] }
}

extension Books {
    /// The monitoring as the ledger has it, for questions about at most the first `known` events.
    public func monitoringHistory(known: Int64) -> MonitoringHistory {
        MonitoringHistory(StoredMonitoring(books: self, known: known))
    }

    /// The counts that a scheme's table of a day is made from, by township; none where no indicator asks for them.
    public func rates(_ scheme: Scheme, on: CivilDate, known: Int64) throws -> [String: MonitoringSum] {
        guard scheme.usesRates else { return [:] }
        return try monitoringHistory(known: known).latest(scheme.townships.map(\.id), .init(on: on, known: known))
    }

    /// The table of a day under a scheme, as the first `known` events have it.
    /// - Throws: `LedgerError`.
    public func table(_ adopted: AdoptedScheme, on: CivilDate, known: Int64) throws -> ScoreTable {
        try ScoreTable(
            on: on, adopted: adopted, balances: balances(known: known),
            rates: rates(adopted.scheme, on: on, known: known))
    }
}
