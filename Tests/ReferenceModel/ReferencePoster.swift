import Accounts
import Ledger
import Records

/// One posting, by its account instead of the account's number.
public struct ReferencePosting: Hashable, Sendable {
    public let account: Account
    public let day: CivilDate
    public let record: Int64
    public let amount: Int64

    public init(account: Account, day: CivilDate, record: Int64, amount: Int64) {
        self.account = account
        self.day = day
        self.record = record
        self.amount = amount
    }
}

/// The plain form of `Poster`: everything in memory, every event's postings taken as a difference.
///
/// What a record posts is a pure function of the live facts around it. An event's postings are the difference between
/// that function's values before and after the event, so that they always sum to today's facts.
public struct ReferencePoster: Sendable {
    public private(set) var register = ReferenceRegister()

    public init() {}

    /// Folds the next event.
    /// - Returns: its postings, in order of account, day and record.
    /// - Complexity: O(facts of the enterprise) for a trade figure; a new scheme costs O(investments).
    public mutating func evolve(_ event: Event) -> [ReferencePosting] {
        let scope = scope(of: event)
        var change: [Key: Int64] = [:]
        contribute(scope, sign: -1, to: &change)
        register.evolve(event)
        contribute(scope, sign: 1, to: &change)
        if event.type == EventType.schemeAdopted.rawValue { postInvestments(under: event.seq, to: &change) }
        return change.filter { $0.value != 0 }
            .map { ReferencePosting(account: $0.key.account, day: $0.key.day, record: $0.key.record, amount: $0.value) }
            .sorted { ($0.account, $0.day, $0.record) < ($1.account, $1.day, $1.record) }
    }

    private struct Key: Hashable {
        let account: Account
        let day: CivilDate
        let record: Int64
    }

    /// What an event can change: single records, enterprises whole, an enterprise's count of exporters in a year,
    /// reports with their adoptions.
    private struct Scope {
        var records: Set<Int64> = []
        var enterprises: Set<String> = []
        var exporterYears: Set<ExporterYear> = []
        var reports: Set<String> = []

        struct ExporterYear: Hashable {
            let enterprise: String
            let year: Int
        }

        mutating func add(_ facts: ReferenceFacts, record: Int64, effective: CivilDate) {
            switch facts {
            case .registered(let enterprise, _, _), .relocated(let enterprise, _): enterprises.insert(enterprise)
            case .reportSubmitted(let report, _), .reportAdopted(let report, _): reports.insert(report)
            case .trade(let enterprise, _, _, _, _):
                records.insert(record)
                exporterYears.insert(ExporterYear(enterprise: enterprise, year: effective.year))
            default: records.insert(record)
            }
        }
    }

    private func scope(of event: Event) -> Scope {
        var scope = Scope()
        guard let type = EventType(rawValue: event.type) else { return scope }
        if type.opensRecord {
            scope.add(ReferenceFacts(type: type, data: event.data), record: event.seq, effective: event.effective)
        } else if let record = event.data["target"]?.text.flatMap({ register.record(id: $0) }) {
            scope.add(record.facts, record: record.seq, effective: record.effective)
            if type == .eventCorrected, let data = event.data["data"],
                let effective = event.data["effective"]?.text.flatMap({ CivilDate($0) })
            {
                scope.add(ReferenceFacts(type: record.type, data: data), record: record.seq, effective: effective)
            }
        }
        return scope
    }

    private func contribute(_ scope: Scope, sign: Int64, to change: inout [Key: Int64]) {
        var records = scope.records
        var exporterYears = scope.exporterYears
        for enterprise in scope.enterprises {
            for record in register.dependents(on: "enterprise:" + enterprise) {
                records.insert(record.seq)
                exporterYears.insert(.init(enterprise: enterprise, year: record.effective.year))
            }
        }
        for seq in records {
            guard let record = register.records[seq], record.isLive else { continue }
            postFact(record, sign: sign, to: &change)
        }
        for entry in exporterYears { postExporter(entry.enterprise, entry.year, sign: sign, to: &change) }
        for report in scope.reports { postReport(report, sign: sign, to: &change) }
    }

    private func add(
        _ tally: Tally, _ township: String, item: String = "", day: CivilDate, record: Int64, _ amount: Int64,
        to change: inout [Key: Int64]
    ) {
        change[Key(account: Account(tally, township, item: item), day: day, record: record), default: 0] += amount
    }

    /// The township to which an enterprise belongs on a date: that of its latest live registration or relocation
    /// effective on or before it, the later seq on a tie; empty where there is none (scoring.md §1).
    func township(of enterprise: String, on date: CivilDate) -> String {
        let moves = register.dependents(on: "enterprise:" + enterprise).filter { $0.type == .enterpriseRelocated }
        let latest = ([register.registration(of: enterprise)].compactMap { $0 } + moves)
            .filter { $0.effective <= date }
            .max { ($0.effective, $0.seq) < ($1.effective, $1.seq) }
        switch latest?.facts {
        case .registered(_, let township, _), .relocated(_, let township): return township
        default: return ""
        }
    }

    private func isUnderFiveMillion(_ enterprise: String) -> Bool {
        if case .registered(_, _, true) = register.registration(of: enterprise)?.facts { return true }
        return false
    }

    /// What one record posts by itself.
    private func postFact(_ record: ReferenceRecord, sign: Int64, to change: inout [Key: Int64]) {
        let day = record.effective
        func post(_ tally: Tally, _ township: String, item: String = "", _ amount: Int64) {
            add(tally, township, item: item, day: day, record: record.seq, sign * amount, to: &change)
        }
        let home = record.facts.enterprise.map { township(of: $0, on: day) } ?? ""
        switch record.facts {
        case .trade(_, let exports, let imports, let general, let epidemic):
            post(.exports, home, exports)
            post(.imports, home, imports)
            post(.generalExports, home, general)
            post(.epidemicExports, home, epidemic)
        case .serviceTrade(_, let amount): post(.outsourcing, home, amount)
        case .monitoring(let township, let score):
            post(.monitoring, township, score)
            post(.monitoringPresent, township, 1)
        case .rated(let township, let item, let points):
            post(.rated, township, item: item, points)
            post(.ratedPresent, township, item: item, 1)
        case .exporterEntered: post(.newExporters, home, 1)
        case .serviceTraderEntered: post(.serviceTraders, home, 1)
        case .fair(_, let orders):
            post(.fairVisits, home, 1)
            post(.fairOrders, home, orders)
        case .insured(let enterprise):
            post(.insured, home, 1)
            if isUnderFiveMillion(enterprise) { post(.insuredUnderFiveMillion, home, 1) }
        case .investment(_, let country, let amount):
            for adopted in register.schemes {
                for (item, rule) in ReferencePoster.tieredSums(of: adopted) {
                    post(.investments, home, item: item, rule.points(country: country, amount: amount))
                }
            }
        case .journaled: post(.journal, "", item: record.type.rawValue, 1)
        default: break
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

    private func postInvestments(under scheme: Int64, to change: inout [Key: Int64]) {
        guard let adopted = register.schemes.first(where: { $0.seq == scheme }) else { return }
        for record in register.records.values where record.isLive {
            guard case .investment(let enterprise, let country, let amount) = record.facts else { continue }
            let home = township(of: enterprise, on: record.effective)
            for (item, rule) in ReferencePoster.tieredSums(of: adopted) {
                add(
                    .investments, home, item: item, day: record.effective, record: record.seq,
                    rule.points(country: country, amount: amount), to: &change)
            }
        }
    }

    /// An exporter counts once a year, from the end of its first month with exports, where it belongs then.
    private func postExporter(_ enterprise: String, _ year: Int, sign: Int64, to change: inout [Key: Int64]) {
        let first = register.dependents(on: "enterprise:" + enterprise)
            .filter {
                if case .trade(_, let exports, _, _, _) = $0.facts { return exports > 0 && $0.effective.year == year }
                return false
            }
            .min { $0.effective < $1.effective }
        guard let first else { return }
        let home = township(of: enterprise, on: first.effective)
        add(.exporters, home, day: first.effective, record: first.seq, sign, to: &change)
        if isUnderFiveMillion(enterprise) {
            add(.exportersUnderFiveMillion, home, day: first.effective, record: first.seq, sign, to: &change)
        }
    }

    /// A report counts in the year of its submission, from each adoption on at the highest level reached by then.
    private func postReport(_ report: String, sign: Int64, to change: inout [Key: Int64]) {
        guard let submitted = register.holder(of: NaturalKey(report, .reportSubmitted)),
            case .reportSubmitted(_, let township) = submitted.facts
        else { return }
        let levels: [Tally] = [.reportsSubmitted, .reportsCity, .reportsProvince]
        add(levels[0], township, day: submitted.effective, record: submitted.seq, sign, to: &change)
        var reached = 0
        let adoptions = register.dependents(on: "report:" + report)
            .filter { $0.effective.year == submitted.effective.year }
            .sorted { ($0.effective, $0.seq) < ($1.effective, $1.seq) }
        for adoption in adoptions {
            guard case .reportAdopted(_, let province) = adoption.facts else { continue }
            let level = province ? 2 : 1
            guard level > reached else { continue }
            add(levels[reached], township, day: adoption.effective, record: adoption.seq, -sign, to: &change)
            add(levels[level], township, day: adoption.effective, record: adoption.seq, sign, to: &change)
            reached = level
        }
    }
}
