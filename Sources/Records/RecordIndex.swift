import Ledger

/// A report with its adoptions.
public struct Report: Sendable {
    public struct Adoption: Sendable, Hashable {
        public let seq: Int64
        public let effective: CivilDate
        public let province: Bool
    }
    public internal(set) var submission: Belonging?
    public internal(set) var adoptions: [Adoption] = []

    /// Whether no live record names it.
    public var isUnknown: Bool { submission == nil && adoptions.isEmpty }
}

/// A record's facts as they are now.
public struct LiveFacts: Sendable {
    public let seq: Int64
    public let type: EventType
    public let effective: CivilDate
    public let facts: Facts

    public init(seq: Int64, type: EventType, effective: CivilDate, facts: Facts) {
        self.seq = seq
        self.type = type
        self.effective = effective
        self.facts = facts
    }
}

/// The register of what is recorded, folded from events (`evolve` of the decider pattern: it never refuses).
///
/// With tables it is a cache over them: what is asked for is loaded once, and what changes is written through, so that
/// one append costs a few look-ups whatever the size of the ledger. Without tables it holds what belongs to enterprises and
/// reports in memory, and a few bytes of each event in a temporary file, for a replay that trusts nothing but the events.
public final class RecordIndex {
    /// Every scheme that was ever adopted, in order of position.
    public private(set) var schemes: [AdoptedScheme] = []

    /// Where what is not in memory is looked up; nil where everything is in memory.
    private let tables: RecordTables?
    /// Told of every change.
    private let rows: (any RecordRows)?
    private let events: any EventSource
    private var enterprises: [CreditCode: Enterprise] = [:]
    /// The enterprise asked for last: one event asks for its own several times.
    private var latest: (code: CreditCode, enterprise: Enterprise)?
    private var reports: [String: Report] = [:]
    /// The position of the event that is being folded.
    private var noted: Int64 = 0
    /// The facts read last, and the correction that they are from, 0 for none: a correction looks at its record's several
    /// times.
    private var memo: (live: LiveFacts, correction: Int64)?
    /// What changed each record; empty over tables.
    private var alterations = Alterations()
    private var investments: Set<Int64> = []
    /// The records of each enterprise; empty over tables.
    private var chain = RecordChain()
    private var years = TradeYears()

    /// How many enterprises or reports a register with tables holds before it starts afresh.
    private static let cacheLimit = 100_000

    /// A register over tables.
    public init(lines: Connection, tables: RecordTables) throws {
        events = StoredEvents(lines)
        self.tables = tables
        rows = tables
        for (seq, ended) in try tables.schemes() {
            schemes.append(try RecordIndex.scheme(at: seq, ended: ended, events))
        }
    }

    /// An empty register in memory, which folds from the first event on.
    public convenience init(lines: Connection, rows: (any RecordRows)? = nil) {
        self.init(StoredEvents(lines), rows: rows)
    }

    /// An empty register in memory, which folds from the first event on.
    /// - Parameters:
    ///   - events: gives the events that were folded, by position and by id.
    ///   - rows: told of every change.
    public init(_ events: any EventSource, rows: (any RecordRows)? = nil) {
        self.events = events
        self.rows = rows
        tables = nil
    }

    // MARK: - What is recorded

    /// An enterprise's state; an empty one where nothing is known of it.
    public func enterprise(_ code: CreditCode) throws -> Enterprise {
        if let known = known(code) { return known }
        let enterprise = Enterprise()
        if let tables {
            for seq in try tables.belongings(of: code.description) {
                try attach(try liveFacts(seq), to: enterprise)
            }
        }
        if tables != nil, enterprises.count >= RecordIndex.cacheLimit {
            enterprises = [:]
            years = TradeYears()
            latest = nil
        }
        enterprises[code] = enterprise
        latest = (code, enterprise)
        return enterprise
    }

    /// An enterprise that is in memory.
    private func known(_ code: CreditCode) -> Enterprise? {
        if let latest, latest.code == code { return latest.enterprise }
        guard let known = enterprises[code] else { return nil }
        latest = (code, known)
        return known
    }

    /// The live trade records of an enterprise in a year.
    public func trade(of code: CreditCode, year: Int) throws -> TradeYear {
        let enterprise = try enterprise(code)
        if let known = try years.months(of: enterprise, Int32(year)) { return known }
        guard let tables else { return TradeYear() }
        var trade = TradeYear()
        for row in try tables.trade(of: code.description, year: year) {
            trade.reported |= 1 << row.month
            if row.hasExports { trade[row.month] = UInt32(row.seq) }
        }
        try years.set(trade, of: enterprise, Int32(year))
        return trade
    }

    public func report(_ number: String) throws -> Report {
        if let known = reports[number] { return known }
        guard let tables else { return Report() }
        var report = Report()
        for seq in try tables.report(number) { RecordIndex.attach(try liveFacts(seq), to: &report) }
        if reports.count >= RecordIndex.cacheLimit { reports = [:] }
        reports[number] = report
        return report
    }

    /// The opening position of the live record with a natural key. Only for a register over tables.
    func holder(of key: NaturalKey) throws -> Int64? {
        // The new month of a known enterprise, which is most of what is ever recorded, needs no look-up.
        if key.type == .tradeReported, let code = CreditCode(trusted: key.subject), let month = CivilMonth(key.detail),
            try trade(of: code, year: month.year).reported & (1 << month.monthOfYear) == 0
        {
            return nil
        }
        return try tables?.holder(of: key)
    }

    /// The opening positions of the live records whose sums go with an enterprise, its own registration aside.
    public func following(_ code: CreditCode) throws -> [Int64] {
        if let tables { return try tables.following(enterprise: code.description) }
        return try chain.records(enterprises[code]?.newest ?? 0)
    }

    /// The opening positions of all live investments.
    public func liveInvestments() throws -> [Int64] { try tables?.investments() ?? investments.sorted() }

    /// The position of the event with an id.
    public func event(id: String) throws -> Int64? {
        if let tables { return try tables.event(id: id) }
        return try events.find(id, before: noted)
    }

    /// Whether the record that was opened at a position is live, and the position of the line that has its facts.
    public func alteration(of record: Int64) throws -> Alteration {
        if let tables { return try tables.alteration(of: record) }
        return try alterations[record]
    }

    /// The facts of a record that holds a place in the register now; nil after its end.
    public func attached(_ record: Int64) throws -> LiveFacts? {
        try alteration(of: record).ended == 0 ? liveFacts(record) : nil
    }

    /// The canonical bytes of a record's data as they are now.
    public func liveData(_ record: Int64) throws -> [UInt8] {
        let latest = try alteration(of: record).latest
        return try events.withLine(latest == 0 ? record : latest) { bytes in
            guard let line = CanonicalLine(bytes) else { throw LedgerError.damaged("event \(record) is not canonical") }
            guard latest != 0 else { return Array(line.data) }
            guard case .corrected(let change)? = Facts(.eventCorrected, canonical: line.data) else {
                throw LedgerError.damaged("event \(latest) is no correction")
            }
            return change.data
        }
    }

    /// The facts, as they are now, of the record that was opened at a position.
    public func liveFacts(_ record: Int64) throws -> LiveFacts {
        let latest = try alteration(of: record).latest
        if let memo, memo.live.seq == record, memo.correction == latest { return memo.live }
        let live = try readFacts(record, latest)
        memo = (live, latest)
        return live
    }

    private func readFacts(_ record: Int64, _ latest: Int64) throws -> LiveFacts {
        let opening = try events.withLine(record) { bytes in
            guard let line = CanonicalLine(bytes), let type = EventType(name: line.type.bytes) else {
                throw LedgerError.damaged("event \(record) is not canonical")
            }
            let facts = latest == 0 ? Facts(type, canonical: line.data) : .monthClosed
            return (type: type, effective: line.effective, facts: facts)
        }
        guard latest != 0 else {
            guard let facts = opening.facts else { throw LedgerError.damaged("event \(record) lacks a field") }
            return LiveFacts(seq: record, type: opening.type, effective: opening.effective, facts: facts)
        }
        let change = try events.withLine(latest) { bytes -> Facts.Change in
            guard let line = CanonicalLine(bytes),
                case .corrected(let change)? = Facts(.eventCorrected, canonical: line.data)
            else { throw LedgerError.damaged("event \(latest) is no correction") }
            return change
        }
        return try RecordIndex.corrected(record, opening.type, by: change)
    }

    /// A record's facts as a correction has them.
    public static func corrected(_ record: Int64, _ type: EventType, by change: Facts.Change) throws -> LiveFacts {
        guard let facts = change.data.withUnsafeBufferPointer({ Facts(type, canonical: $0) }) else {
            throw LedgerError.damaged("a correction of event \(record) lacks a field")
        }
        return LiveFacts(seq: record, type: type, effective: change.effective, facts: facts)
    }

    private static func scheme(at seq: Int64, ended: Int64?, _ events: any EventSource) throws -> AdoptedScheme {
        let event = try events.withLine(seq) { bytes in
            do { return try Event(line: bytes) } catch { throw LedgerError.damaged("event \(seq): \(error)") }
        }
        guard let scheme = SchemeReader.read(event.data["scheme"] ?? .null).scheme else {
            throw LedgerError.damaged("event \(seq) holds no scheme that can be read")
        }
        return AdoptedScheme(seq: seq, effective: event.effective, scheme: scheme, ended: ended)
    }

    // MARK: - Folding

    /// Notes the id of the next event.
    public func note(id: UnsafeBufferPointer<UInt8>, seq: Int64) throws {
        try rows?.insert(id: id, seq: seq)
        noted = seq
    }

    /// A record enters with facts: opened, or back with the facts of a correction.
    /// - Parameters:
    ///   - data: the canonical bytes of its data.
    ///   - key: its natural key, where the caller has it; else it is read from `data` if it is needed.
    public func attach(_ live: LiveFacts, data: UnsafeBufferPointer<UInt8>, key: NaturalKey? = nil) throws {
        if let rows { try rows.attach(live, key: try key ?? RecordIndex.key(of: live, data: data)) }
        if live.seq != noted { memo = (live, noted) }
        switch live.facts {
        case .reportSubmitted(let number, _), .reportAdopted(let number, _):
            // Loaded from the tables it would hold the new row already.
            if tables == nil || reports[number] != nil {
                RecordIndex.attach(live, to: &reports[number, default: Report()])
            }
        case .scheme:
            schemes.append(try RecordIndex.scheme(at: live.seq, ended: nil, events))
        default:
            guard let code = live.facts.enterprise else { return }
            if tables == nil {
                let enterprise = try enterprise(code)
                if case .registered = live.facts {} else { try chain.put(UInt32(live.seq), ahead: &enterprise.newest) }
                if case .investment = live.facts { investments.insert(live.seq) }
                try attach(live, to: enterprise)
            } else if let enterprise = known(code) {
                // Loaded from the tables later, it will hold the new row.
                try attach(live, to: enterprise)
            }
        }
    }

    /// A record's facts leave: it is retracted, or about to be corrected.
    /// - Parameter until: the position of the event that changes it.
    public func detach(_ live: LiveFacts, until: Int64) throws {
        if let rows {
            let key = try liveData(live.seq).withUnsafeBufferPointer { try RecordIndex.key(of: live, data: $0) }
            try rows.detach(live, key: key, until: until)
        }
        switch live.facts {
        case .reportSubmitted(let number, _):
            if reports[number]?.submission?.seq == live.seq { reports[number]?.submission = nil }
        case .reportAdopted(let number, _): reports[number]?.adoptions.removeAll { $0.seq == live.seq }
        case .registered(let code, _, _):
            guard let enterprise = enterprises[code], enterprise.registration?.seq == live.seq else { return }
            enterprise.registration = nil
            enterprise.isUnderFiveMillion = false
        default:
            guard let code = live.facts.enterprise else { return }
            if tables == nil {
                if let enterprise = enterprises[code] { try chain.take(UInt32(live.seq), from: &enterprise.newest) }
                if case .investment = live.facts { investments.remove(live.seq) }
            }
            if case .relocated = live.facts { enterprises[code]?.moves.removeAll { $0.seq == live.seq } }
            if case .trade = live.facts {
                let year = Int32(live.effective.year)
                let month = live.effective.monthOfYear
                guard let enterprise = enterprises[code], var trade = try years.months(of: enterprise, year) else {
                    return
                }
                trade.reported &= ~(1 << month)
                if trade[month] == UInt32(live.seq) { trade[month] = 0 }
                try years.set(trade, of: enterprise, year)
            }
        }
    }

    /// Notes that a correction or retraction at `seq` changed a record.
    public func alter(_ record: Int64, by seq: Int64, ends: Bool) throws {
        try rows?.alter(record, by: seq, ends: ends)
        if tables == nil { try alterations.alter(record, by: seq, ends: ends) }
        if ends, let index = schemes.firstIndex(where: { $0.seq == record }) { schemes[index].ended = seq }
    }

    private static func key(of live: LiveFacts, data: UnsafeBufferPointer<UInt8>) throws -> NaturalKey {
        var cursor = CanonicalCursor(data)
        if let fields = GlancedFields(Catalog[live.type], &cursor), cursor.atEnd,
            let key = NaturalKey(live.type, effective: live.effective, text: fields.text)
        {
            return key
        }
        // The plain form, which knows every type.
        let json: JSON
        do throws(JSONFault) { json = try JSONReader.read(data) } catch {
            throw LedgerError.damaged("event \(live.seq): \(error)")
        }
        guard let key = NaturalKey(live.type, effective: live.effective, data: json) else {
            throw LedgerError.damaged("event \(live.seq) opens no record")
        }
        return key
    }

    private func attach(_ live: LiveFacts, to enterprise: Enterprise) throws {
        switch live.facts {
        case .registered(_, let township, let isUnderFiveMillion):
            enterprise.registration = Belonging(seq: live.seq, effective: live.effective, township: township)
            enterprise.isUnderFiveMillion = isUnderFiveMillion
        case .relocated(_, let township):
            enterprise.moves.append(Belonging(seq: live.seq, effective: live.effective, township: township))
        case .trade(_, let exports, _, _, _):
            let year = Int32(live.effective.year)
            // Over tables a year that is not loaded stays so; in memory every year is.
            let known = try years.months(of: enterprise, year)
            guard var trade = known ?? (tables == nil ? TradeYear() : nil) else { return }
            trade.reported |= 1 << live.effective.monthOfYear
            if exports > 0 { trade[live.effective.monthOfYear] = UInt32(live.seq) }
            try years.set(trade, of: enterprise, year)
        default: break
        }
    }

    private static func attach(_ live: LiveFacts, to report: inout Report) {
        switch live.facts {
        case .reportSubmitted(_, let township):
            report.submission = Belonging(seq: live.seq, effective: live.effective, township: township)
        case .reportAdopted(_, let province):
            report.adoptions.append(.init(seq: live.seq, effective: live.effective, province: province))
        default: break
        }
    }
}
