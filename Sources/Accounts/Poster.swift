import Ledger
import Records

/// Folds events into postings (`evolve`): it keeps the register of records beside it and never refuses.
///
/// What a record posts is a pure function of the live facts around it. An event's postings are the difference between
/// that function's values before and after the event, so that they always sum to today's facts. An event that opens a
/// record which touches no other one posts its facts straight; `Tests/ReferenceModel` has the plain form that takes the
/// difference for every event, and a test holds the two equal.
public final class Poster {
    public let index: RecordIndex
    public let chart: Chart

    public init(index: RecordIndex, chart: Chart) {
        self.index = index
        self.chart = chart
    }

    private struct Key: Hashable {
        let account: Int32
        let day: CivilDate
        let record: Int64
    }
    private typealias Changes = [Key: Int64]

    /// Folds the next event.
    /// - Parameters:
    ///   - entry: the event; its line must be in the log already.
    ///   - postings: gets the event's postings, none with amount 0, each (account, day, record) once, in that order.
    /// - Throws: `LedgerError.damaged` where the event is none of the ledger's; what the store throws.
    /// - Complexity: O(1) for a fact; O(facts of the enterprise) for a registration or relocation; O(investments) for a
    ///   scheme.
    public func evolve(_ entry: Entry, into postings: inout [Posting]) throws {
        postings.removeAll(keepingCapacity: true)
        try index.note(id: entry.id, seq: entry.seq)
        let live = entry.live
        switch live.facts {
        case .corrected(let change):
            try alter(change.target, by: entry.seq, change: change, into: &postings)
        case .retracted(let target):
            try alter(target, by: entry.seq, change: nil, into: &postings)
        case .reportSubmitted(let number, _) where try index.report(number).isUnknown:
            // Nothing was posted of it before.
            try index.attach(live, data: entry.data, key: entry.key)
            var changes: Changes = [:]
            try postReport(number, sign: 1, to: &changes)
            Poster.append(changes, to: &postings)
        case .registered, .relocated, .reportSubmitted, .reportAdopted:
            try difference(Scope(live), into: &postings) { try index.attach(live, data: entry.data, key: entry.key) }
        case .scheme:
            try index.attach(live, data: entry.data, key: entry.key)
            try postInvestments(under: entry.seq, into: &postings)
        case .trade(let enterprise, let exports, _, _, _):
            let before = exports > 0 ? try index.trade(of: enterprise, year: live.effective.year).first : nil
            try index.attach(live, data: entry.data, key: entry.key)
            try postFact(live) { account, amount in
                postings.append(Posting(account: account, day: live.effective, record: live.seq, amount: amount))
            }
            if exports > 0, before.map({ $0.month > live.effective.monthOfYear }) ?? true {
                var changes: Changes = [:]
                if let before { try postExporter(enterprise, live.effective.year, before, sign: -1, to: &changes) }
                let first = (month: live.effective.monthOfYear, record: live.seq)
                try postExporter(enterprise, live.effective.year, first, sign: 1, to: &changes)
                Poster.append(changes, to: &postings)
            }
            Poster.sort(&postings)
        default:
            try index.attach(live, data: entry.data, key: entry.key)
            try postFact(live) { account, amount in
                postings.append(Posting(account: account, day: live.effective, record: live.seq, amount: amount))
            }
            Poster.sort(&postings)
        }
    }

    /// A correction or retraction of a record.
    private func alter(_ id: String, by seq: Int64, change: Facts.Change?, into postings: inout [Posting]) throws {
        guard let record = try index.event(id: id) else {
            throw LedgerError.damaged("event \(seq) changes \(id), which is not recorded before it")
        }
        let old = try index.liveFacts(record)
        let new = try change.map { try RecordIndex.corrected(record, old.type, by: $0) }
        var scope = Scope(old)
        if let new { scope.add(new) }
        try difference(scope, into: &postings) {
            try index.detach(old, until: seq)
            try index.alter(record, by: seq, ends: new == nil)
            if let new, let change {
                try change.data.withUnsafeBufferPointer { try index.attach(new, data: $0) }
            }
        }
    }

    // MARK: - Differences

    /// What an event can change: single records, enterprises whole, an enterprise's count of exporters in a year,
    /// reports with their adoptions.
    private struct Scope {
        var records: Set<Int64> = []
        var enterprises: Set<CreditCode> = []
        var exporterYears: Set<ExporterYear> = []
        var reports: Set<String> = []

        struct ExporterYear: Hashable {
            let enterprise: CreditCode
            let year: Int
        }

        init(_ live: LiveFacts) { add(live) }

        mutating func add(_ live: LiveFacts) {
            switch live.facts {
            case .registered(let enterprise, _, _), .relocated(let enterprise, _): enterprises.insert(enterprise)
            case .reportSubmitted(let report, _), .reportAdopted(let report, _): reports.insert(report)
            case .trade(let enterprise, _, _, _, _):
                records.insert(live.seq)
                exporterYears.insert(ExporterYear(enterprise: enterprise, year: live.effective.year))
            default: records.insert(live.seq)
            }
        }
    }

    private func difference(_ scope: Scope, into postings: inout [Posting], _ change: () throws -> Void) throws {
        var changes: Changes = [:]
        // The facts that follow an enterprise are the same ones before and after: no event brings them in with it.
        var followers: Set<Int64> = scope.records
        for enterprise in scope.enterprises { followers.formUnion(try index.following(enterprise)) }
        try contribute(scope, followers, sign: -1, to: &changes)
        try change()
        for enterprise in scope.enterprises { followers.formUnion(try index.following(enterprise)) }
        try contribute(scope, followers, sign: 1, to: &changes)
        Poster.append(changes, to: &postings)
        Poster.sort(&postings)
    }

    private func contribute(_ scope: Scope, _ records: Set<Int64>, sign: Int64, to changes: inout Changes) throws {
        var exporterYears = scope.exporterYears
        // In order, so that accounts are opened in the same order on every machine.
        for seq in records.sorted() {
            // A record that is not attached posts nothing: before its opening, or after its end.
            guard let live = try index.attached(seq) else { continue }
            if case .trade(let enterprise, _, _, _, _) = live.facts {
                exporterYears.insert(.init(enterprise: enterprise, year: live.effective.year))
            }
            try postFact(live) { account, amount in
                changes[Key(account: account, day: live.effective, record: seq), default: 0] += sign * amount
            }
        }
        for entry in exporterYears.sorted(by: {
            ($0.enterprise.description, $0.year) < ($1.enterprise.description, $1.year)
        }) {
            guard let first = try index.trade(of: entry.enterprise, year: entry.year).first else { continue }
            try postExporter(entry.enterprise, entry.year, first, sign: sign, to: &changes)
        }
        for report in scope.reports.sorted() { try postReport(report, sign: sign, to: &changes) }
    }

    private static func append(_ changes: Changes, to postings: inout [Posting]) {
        for (key, amount) in changes where amount != 0 {
            postings.append(Posting(account: key.account, day: key.day, record: key.record, amount: amount))
        }
    }

    private static func sort(_ postings: inout [Posting]) {
        guard postings.count > 1 else { return }
        postings.sort { ($0.account, $0.day, $0.record) < ($1.account, $1.day, $1.record) }
    }

    // MARK: - What facts post

    /// What one record posts by itself, on its effective date.
    private func postFact(_ live: LiveFacts, _ post: (_ account: Int32, _ amount: Int64) -> Void) throws {
        func add(_ tally: Tally, _ township: String, item: String = "", _ amount: Int64) {
            if amount != 0 { post(chart.number(tally, township, item: item), amount) }
        }
        switch live.facts {
        case .trade(let enterprise, let exports, let imports, let general, let epidemic):
            let home = try index.enterprise(enterprise).township(on: live.effective)
            add(.exports, home, exports)
            add(.imports, home, imports)
            add(.generalExports, home, general)
            add(.epidemicExports, home, epidemic)
        case .serviceTrade(let enterprise, let amount):
            add(.outsourcing, try index.enterprise(enterprise).township(on: live.effective), amount)
        case .monitoring(let township, let score):
            add(.monitoring, township, score)
            add(.monitoringPresent, township, 1)
        case .rated(let township, let item, let points):
            add(.rated, township, item: item, points)
            add(.ratedPresent, township, item: item, 1)
        case .exporterEntered(let enterprise):
            add(.newExporters, try index.enterprise(enterprise).township(on: live.effective), 1)
        case .serviceTraderEntered(let enterprise):
            add(.serviceTraders, try index.enterprise(enterprise).township(on: live.effective), 1)
        case .fair(let enterprise, let orders):
            let home = try index.enterprise(enterprise).township(on: live.effective)
            add(.fairVisits, home, 1)
            add(.fairOrders, home, orders)
        case .insured(let enterprise):
            let state = try index.enterprise(enterprise)
            let home = state.township(on: live.effective)
            add(.insured, home, 1)
            if state.isUnderFiveMillion { add(.insuredUnderFiveMillion, home, 1) }
        case .investment(let enterprise, let country, let amount):
            let home = try index.enterprise(enterprise).township(on: live.effective)
            for adopted in index.schemes {
                for (item, rule) in Poster.tieredSums(of: adopted) {
                    add(.investments, home, item: item, rule.points(country: country, amount: amount))
                }
            }
        case .journaled: add(.journal, "", item: live.type.rawValue, 1)
        case .scheme, .registered, .relocated, .reportSubmitted, .reportAdopted, .monthClosed, .corrected, .retracted:
            break
        }
    }

    /// The accounts' items and rules of a scheme's `tiered_sum` indicators. Investments are posted under every scheme
    /// that was ever adopted, since which one is asked for is not known when they are recorded.
    private static func tieredSums(of adopted: AdoptedScheme) -> [(item: String, rule: TieredSum)] {
        adopted.scheme.indicators.compactMap { indicator in
            guard case .tieredSum(let rule) = indicator.method else { return nil }
            return (Account.investmentItem(scheme: adopted.seq, indicator: indicator.id), rule)
        }
    }

    private func postInvestments(under scheme: Int64, into postings: inout [Posting]) throws {
        guard let adopted = index.schemes.first(where: { $0.seq == scheme }) else { return }
        for seq in try index.liveInvestments() {
            let live = try index.liveFacts(seq)
            guard case .investment(let enterprise, let country, let amount) = live.facts else { continue }
            let home = try index.enterprise(enterprise).township(on: live.effective)
            for (item, rule) in Poster.tieredSums(of: adopted) {
                let points = rule.points(country: country, amount: amount)
                guard points != 0 else { continue }
                let account = chart.number(.investments, home, item: item)
                postings.append(Posting(account: account, day: live.effective, record: seq, amount: points))
            }
        }
        Poster.sort(&postings)
    }

    /// An exporter counts once a year, from the end of its first month with exports, where it belongs then.
    private func postExporter(
        _ enterprise: CreditCode, _ year: Int, _ first: (month: Int, record: Int64), sign: Int64,
        to changes: inout Changes
    ) throws {
        let day = CivilMonth(trusted: Int32(year * 100 + first.month)).end
        let state = try index.enterprise(enterprise)
        let home = state.township(on: day)
        let tallies: [Tally] = state.isUnderFiveMillion ? [.exporters, .exportersUnderFiveMillion] : [.exporters]
        for tally in tallies {
            changes[Key(account: chart.number(tally, home), day: day, record: first.record), default: 0] += sign
        }
    }

    /// A report counts in the year of its submission, from each adoption on at the highest level reached by then.
    private func postReport(_ number: String, sign: Int64, to changes: inout Changes) throws {
        let report = try index.report(number)
        guard let submitted = report.submission else { return }
        func add(_ tally: Tally, _ day: CivilDate, _ record: Int64, _ amount: Int64) {
            changes[Key(account: chart.number(tally, submitted.township), day: day, record: record), default: 0] +=
                amount
        }
        let levels: [Tally] = [.reportsSubmitted, .reportsCity, .reportsProvince]
        add(levels[0], submitted.effective, submitted.seq, sign)
        var reached = 0
        let adoptions = report.adoptions
            .filter { $0.effective.year == submitted.effective.year }
            .sorted { ($0.effective, $0.seq) < ($1.effective, $1.seq) }
        for adoption in adoptions {
            let level = adoption.province ? 2 : 1
            guard level > reached else { continue }
            add(levels[reached], adoption.effective, adoption.seq, -sign)
            add(levels[level], adoption.effective, adoption.seq, sign)
            reached = level
        }
    }
}
