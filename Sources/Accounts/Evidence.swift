import Ledger

/// What one record adds to a sum.
public struct EvidenceRow: Hashable, Sendable {
    /// The position of the event that opened it.
    public let record: Int64
    /// In the account's unit; never 0.
    public let amount: Int128
    /// The position of the last event that changed what it adds.
    public let seq: Int64

    public init(record: Int64, amount: Int128, seq: Int64) {
        self.record = record
        self.amount = amount
        self.seq = seq
    }
}

/// What a sum is made of: how much, of how many records, and the largest of them.
public struct EvidenceSummary: Hashable, Sendable {
    public let amount: Int128
    /// How many records add to it.
    public let records: Int
    /// The largest amounts first, the older record before the newer one.
    public let largest: [EvidenceRow]

    /// - Parameter limit: how many of the largest are wanted.
    public init(_ rows: [EvidenceRow], largest limit: Int) {
        amount = rows.reduce(0) { $0 + $1.amount }
        records = rows.count
        largest = Array(rows.sorted(by: EvidenceRow.precedes).prefix(limit))
    }

    fileprivate init(amount: Int128, records: Int, largest: [EvidenceRow]) {
        self.amount = amount
        self.records = records
        self.largest = largest
    }
}

extension EvidenceRow {
    fileprivate static func precedes(_ a: EvidenceRow, _ b: EvidenceRow) -> Bool {
        a.amount.magnitude == b.amount.magnitude ? a.record < b.record : a.amount.magnitude > b.amount.magnitude
    }
}

extension PostingTables {
    /// What each record adds to an account on the days `from … through`, as the first `known` events have it: the
    /// evidence for a sum. Records that add nothing any more are left out.
    /// - Returns: in order of record.
    /// - Complexity: O(n log n) for n postings of those days.
    func evidence(account: Int32, from: CivilDate, through: CivilDate, known: Int64) throws -> [EvidenceRow] {
        guard from <= through else { return [] }
        // Most records have the one row of the event that opened them; what later events changed is summed apart.
        var found: [EvidenceRow] = []
        var changed: [Int64: Change] = [:]
        try forEach(account: account, from: from, through: through, known: known) { entry in
            if entry.seq == entry.record {
                found.append(EvidenceRow(record: entry.record, amount: Int128(entry.amount), seq: entry.seq))
            } else {
                changed[entry.record, default: Change()].add(Int128(entry.amount), by: entry.seq)
            }
        }
        found += changed.map { EvidenceRow(record: $0.key, amount: $0.value.amount, seq: $0.value.seq) }
        found.sort { $0.record < $1.record }
        var sums: [EvidenceRow] = []
        sums.reserveCapacity(found.count)
        for row in found {
            if let last = sums.last, last.record == row.record {
                sums[sums.count - 1] = EvidenceRow(
                    record: row.record, amount: last.amount + row.amount, seq: max(last.seq, row.seq))
            } else {
                sums.append(row)
            }
        }
        return sums.filter { $0.amount != 0 }
    }

    /// What the rows of `evidence` come to, without making them: a question for three of a county's hundred thousand would
    /// mostly wait for their memory.
    ///
    /// The event that opens a record posts to an account on one day, so that each record has one opening entry at most. Those
    /// that no later event speaks of are counted as they are; the few others are added up by record. `EvidenceSummary` of
    /// `evidence` is the plain form, which a test holds this against.
    /// - Parameter limit: how many of the largest are wanted; fewer than `manyRows`, since each new one is put in its place.
    /// - Complexity: O(n · limit) for n postings of those days, next to O(n) where amounts come in no order.
    func summary(
        account: Int32, from: CivilDate, through: CivilDate, known: Int64, largest limit: Int
    ) throws -> EvidenceSummary {
        guard from <= through else { return EvidenceSummary([], largest: limit) }
        // Nobody else holds it meanwhile, so that it need not be copied.
        var openings = room
        room = []
        defer { room = openings }
        openings.removeAll(keepingCapacity: true)
        var changed: [Int64: Change] = [:]
        var amount: Int128 = 0
        try forEach(account: account, from: from, through: through, known: known) { entry in
            amount += Int128(entry.amount)
            if entry.seq == entry.record {
                openings.append(Opening(record: entry.record, amount: entry.amount))
            } else {
                changed[entry.record, default: Change()].add(Int128(entry.amount), by: entry.seq)
            }
        }
        var records = 0
        var largest = LargestRows(limit)
        let isChanged = RecordFilter(changed.keys)
        for opening in openings {
            if isChanged.mayHave(opening.record), changed[opening.record] != nil {
                changed[opening.record]?.add(Int128(opening.amount), by: opening.record)
            } else {
                records += 1
                largest.take(opening.record, Int128(opening.amount), seq: opening.record)
            }
        }
        for (record, change) in changed where change.amount != 0 {
            records += 1
            largest.take(record, change.amount, seq: change.seq)
        }
        return EvidenceSummary(amount: amount, records: records, largest: largest.rows)
    }

    /// From so many largest rows on, sorting all of them is cheaper.
    static let manyRows = 16

    /// The entry of the event that opened a record.
    struct Opening {
        let record: Int64
        let amount: Int64
    }

    /// What later events made of a record.
    private struct Change {
        var amount: Int128 = 0
        var seq: Int64 = 0

        mutating func add(_ more: Int128, by event: Int64) {
            amount += more
            seq = max(seq, event)
        }
    }
}

/// The largest of some rows, in order.
private struct LargestRows {
    private(set) var rows: [EvidenceRow] = []
    private let limit: Int
    /// Smaller amounts have no place any more.
    private var least: UInt128 = 0

    init(_ limit: Int) { self.limit = limit }

    mutating func take(_ record: Int64, _ amount: Int128, seq: Int64) {
        guard amount.magnitude >= least else { return }
        let row = EvidenceRow(record: record, amount: amount, seq: seq)
        rows.insert(row, at: rows.firstIndex { EvidenceRow.precedes(row, $0) } ?? rows.endIndex)
        if rows.count > limit { rows.removeLast() }
        if rows.count == limit { least = rows.last?.amount.magnitude ?? .max }
    }
}

/// Tells of most records at once that they are none of some few: asking a dictionary for each of a hundred thousand would take
/// half as much time again as the whole question.
private struct RecordFilter {
    private var bits: [UInt64] = []

    init(_ records: Dictionary<Int64, some Any>.Keys) {
        guard !records.isEmpty else { return }
        // Sixteen bits a record, a power of two in all.
        bits = Array(repeating: 0, count: 1 << (Int.bitWidth - (records.count / 4).leadingZeroBitCount))
        for record in records { bits[place(record)] |= 1 << UInt64(record & 63) }
    }

    func mayHave(_ record: Int64) -> Bool {
        !bits.isEmpty && bits[place(record)] & 1 << UInt64(record & 63) != 0
    }

    private func place(_ record: Int64) -> Int { Int(record >> 6) & (bits.count - 1) }
}

extension Books {
    /// The records that make up a tally's sum on the days `from … through`, each with what it adds.
    public func evidence(
        _ tally: Tally, _ township: String, item: String = "", from: CivilDate, through: CivilDate, known: Int64
    ) throws -> [EvidenceRow] {
        guard let account = postings.chart.find(tally, township, item: item) else { return [] }
        return try postings.evidence(account: account, from: from, through: through, known: known)
    }

    /// What they come to, and the largest of them.
    /// - Parameter limit: how many of the largest are wanted.
    public func summary(
        _ tally: Tally, _ township: String, item: String = "", from: CivilDate, through: CivilDate, known: Int64,
        largest limit: Int
    ) throws -> EvidenceSummary {
        guard limit < PostingTables.manyRows, let account = postings.chart.find(tally, township, item: item) else {
            let rows = try evidence(tally, township, item: item, from: from, through: through, known: known)
            return EvidenceSummary(rows, largest: limit)
        }
        return try postings.summary(
            account: account, from: from, through: through, known: known, largest: limit)
    }
}
