import Accounts
import Ledger
import Records
import Scoring

/// Puts one township's indicators together.
struct Explainer {
    let books: Books
    let adopted: AdoptedScheme
    let on: CivilDate
    let known: Int64
    /// The township's place in the scheme.
    let place: Int
    /// What the township's monitoring counts are made from.
    let rates: (month: CivilMonth, entries: [MonitoringEntry])?
    let limit: Int
    /// What was read of records so far, and the names of enterprises: the largest exports are the largest general trade too.
    private var sources: [Int64: Source] = [:]
    private var names: [String: String] = [:]
    /// The numbers made so far: several indicators are made from the same exports.
    private var made: [Asked: Explanation.Input] = [:]

    /// Where an amount comes from: the event that opened the record, and whose and of when the record is as known.
    private struct Source {
        let opened: Event
        let effective: CivilDate
        let enterprise: String
    }

    /// What a number is asked of.
    private struct Asked: Hashable {
        let tally: Tally
        let item: String
        let from: CivilDate
        let through: CivilDate
    }

    init(
        books: Books, adopted: AdoptedScheme, on: CivilDate, known: Int64, place: Int,
        rates: (month: CivilMonth, entries: [MonitoringEntry])?, limit: Int
    ) {
        self.books = books
        self.adopted = adopted
        self.on = on
        self.known = known
        self.place = place
        self.rates = rates
        self.limit = limit
    }

    private var township: Scheme.Township { adopted.scheme.townships[place] }

    mutating func item(_ indicator: Scheme.Indicator, _ cells: [ScoreTable.Cell]) throws -> Explanation.Item {
        let rounded = cells.map { ScoreTable.rounded($0.exact) }
        let positive = cells.compactMap(\.value).filter(\.isPositive)
        let comparison = adopted.scheme.townships.indices.map { index -> Explanation.Compared in
            let value = cells[index].value
            let place = value.flatMap { own in
                own.isPositive ? 1 + positive.count { Ratio.precedes(own, $0) } : nil
            }
            return .init(
                township: adopted.scheme.townships[index], value: value, points: rounded[index], place: place)
        }
        return Explanation.Item(
            indicator: indicator, points: rounded[place], flags: cells[place].flags, value: cells[place].value,
            exact: cells[place].exact, against: try against(indicator, cells), inputs: try inputs(indicator),
            comparison: comparison)
    }

    private func against(_ indicator: Scheme.Indicator, _ cells: [ScoreTable.Cell]) throws -> Explanation.Against {
        switch indicator.method {
        case .targetRatio(let measure):
            let target = adopted.scheme.target(through: Int32(on.year * 100 + on.wholeMonths))
            return .target(
                target?.column.townships[township.id]?[measure.rawValue], through: target?.column.through,
                provisional: target?.provisional ?? false)
        case .shareOfBest:
            let best = cells.enumerated().filter { $0.element.value?.isPositive ?? false }
                .max { a, b in
                    guard let left = a.element.value, let right = b.element.value else { return false }
                    return Ratio.precedes(left, right)
                }
            guard let best, let value = best.element.value else { return .nothing }
            return .best(adopted.scheme.townships[best.offset], value)
        case .rankStep(_, let step): return .places(step: step)
        case .banded(let bands):
            let value = cells[place].value ?? Ratio(0)
            return .band(bands.reached(by: value), next: bands.next(after: value))
        case .rated: return .latestMonth(try latestMonth(.ratedPresent, item: indicator.id))
        case .tieredSum, .tally: return .records
        }
    }

    private func latestMonth(_ present: Tally, item: String = "") throws -> CivilMonth? {
        let balances = books.balances(known: known)
        for month in stride(from: on.wholeMonths, to: 0, by: -1) {
            let candidate = CivilMonth(trusted: Int32(on.year * 100 + month))
            guard let account = balances.chart.find(present, township.id, item: item) else { return nil }
            if try balances.total(account: account, bucket: Bucket.day(candidate.end)) > 0 { return candidate }
        }
        return nil
    }

    private mutating func inputs(_ indicator: Scheme.Indicator) throws -> [Explanation.Input] {
        if let measure = indicator.method.measure { return try inputs(measure) }
        switch indicator.method {
        case .targetRatio, .shareOfBest, .rankStep, .banded: return []
        case .rated: return try latest(.rated, .ratedPresent, item: indicator.id)
        case .tieredSum:
            return [
                try dated(.investments, item: Account.investmentItem(scheme: adopted.seq, indicator: indicator.id))
            ]
        case .tally: return [try dated(.reportsSubmitted), try dated(.reportsCity), try dated(.reportsProvince)]
        }
    }

    private mutating func inputs(_ measure: Measure) throws -> [Explanation.Input] {
        switch measure {
        case .exportsTotal: [try monthly(.exports)]
        case .exportsIncrement, .exportsGrowth: [try monthly(.exports), try monthly(.exports, back: 1)]
        case .exportersRatio: [try monthly(.exporters), try monthly(.exporters, back: 1)]
        case .epidemicShare: [try monthly(.epidemicExports), try monthly(.generalExports)]
        case .importsIncrement: [try monthly(.imports), try monthly(.imports, back: 1)]
        case .outsourcingShare: [try monthly(.outsourcing), try monthly(.exports)]
        case .serviceTraders: [try dated(.serviceTraders)]
        case .insuredShare: [try dated(.insured), try monthly(.exporters)]
        case .monitoringScore: try latest(.monitoring, .monitoringPresent)
        case .monitoringRates: try MonitoringNumber.allCases.map { try counted($0) }
        case .investments, .reports: []
        }
    }

    private mutating func latest(
        _ tally: Tally, _ present: Tally, item: String = ""
    ) throws -> [Explanation.Input] {
        guard let month = try latestMonth(present, item: item) else { return [] }
        return [try input(tally, item: item, year: on.year, from: month.end, through: month.end)]
    }

    private mutating func monthly(_ tally: Tally, back: Int = 0) throws -> Explanation.Input {
        let year = on.year - back
        let start = CivilDate(trusted: Int32(year * 10_000 + 101))
        let end = CivilMonth(trusted: Int32(year * 100 + max(1, on.wholeMonths))).end
        return try input(tally, item: "", year: year, from: start, through: on.wholeMonths == 0 ? start : end)
    }

    private mutating func dated(_ tally: Tally, item: String = "") throws -> Explanation.Input {
        try input(
            tally, item: item, year: on.year, from: CivilDate(trusted: Int32(on.year * 10_000 + 101)), through: on)
    }

    /// Each record once, however often it is counted: a listing for every week that was due.
    private mutating func counted(_ number: MonitoringNumber) throws -> Explanation.Input {
        let entries = (rates?.entries ?? []).filter { $0.number == number }
        let rows = Dictionary(grouping: entries, by: \.record)
            .map { EvidenceRow(record: $0.key, amount: Int128($0.value.count), seq: $0.value[0].seq) }
        return try input(
            .monitoring(number), year: on.year, month: rates?.month, EvidenceSummary(rows, largest: limit))
    }

    private mutating func input(
        _ tally: Tally, item: String, year: Int, from: CivilDate, through: CivilDate
    ) throws -> Explanation.Input {
        let asked = Asked(tally: tally, item: item, from: from, through: through)
        if let known = made[asked] { return known }
        let summary = try books.summary(
            tally, township.id, item: item, from: from, through: through, known: known, largest: limit)
        let input = try input(.tally(tally), year: year, summary)
        made[asked] = input
        return input
    }

    private mutating func input(
        _ counted: Explanation.Counted, year: Int, month: CivilMonth? = nil, _ summary: EvidenceSummary
    ) throws -> Explanation.Input {
        var evidence: [Explanation.Evidence] = []
        for row in summary.largest {
            let source = try source(row.record)
            evidence.append(
                .init(
                    amount: row.amount, record: source.opened.id, opened: source.opened, effective: source.effective,
                    changedBy: row.seq, enterprise: source.enterprise))
        }
        return Explanation.Input(
            counted: counted, year: year, month: month, amount: summary.amount, evidence: evidence,
            records: summary.records)
    }

    private mutating func source(_ seq: Int64) throws -> Source {
        if let known = sources[seq] { return known }
        let event = try books.recorded.event(seq)
        let record = try books.recorded.record(seq, known: known)
        // A correction may have moved it to another enterprise and day.
        let facts = record?.data ?? event.data
        var enterprise = ""
        if let code = try facts["enterprise"]?.text ?? books.recorded.named(by: facts)?.data["enterprise"]?.text {
            enterprise = try names[code] ?? books.recorded.name(of: code) ?? code
            names[code] = enterprise
        }
        let source = Source(opened: event, effective: record?.effective ?? event.effective, enterprise: enterprise)
        sources[seq] = source
        return source
    }
}
