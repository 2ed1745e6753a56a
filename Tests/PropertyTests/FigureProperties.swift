import Accounts
import Ledger
import Programmes
import Records
import ReferenceModel
import TestSupport
import Testing

/// The programmes' figures at random (on, known), held against a plain walk over all records.
@Suite struct FigureProperties {
    private struct Plain {
        let records: [ReferenceRecord]
        let on: CivilDate

        init(_ events: [Event], on: CivilDate, known: Int64) {
            var register = ReferenceRegister()
            for event in events.prefix(Int(known)) { register.evolve(event) }
            records = register.records.values.filter { $0.isLive && $0.effective <= on }
                .sorted { ($0.effective, $0.seq) < ($1.effective, $1.seq) }
            self.on = on
        }

        func of(_ type: EventType) -> [ReferenceRecord] { records.filter { $0.type == type } }
    }

    private static func text(_ record: ReferenceRecord, _ field: String) -> String { record.data[field]?.text ?? "" }
    private static func amount(_ record: ReferenceRecord, _ field: String) -> Int128 {
        Int128((try? Hundredths(text(record, field)))?.value ?? 0)
    }

    /// Calls `body` with random days and sizes of a ledger of the programmes' records.
    private static func ask(seed: UInt64, _ body: (Office, [Event], CivilDate, Int64) throws -> Void) throws {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(CivilDate(trusted: 20_211_231)))
        try ledger.append(.adopt(try TemporaryLedger.builtInScheme()))
        var clerks = RandomOffice(seed: seed)
        for _ in 0..<300 {
            ledger.now = Instant(milliseconds: ledger.now.milliseconds + 40_000_000)
            do {
                for case .recorded(_, let id) in try ledger.append(clerks.nextProgramme()).outcomes {
                    clerks.note(id: id)
                }
            } catch is BatchRefused {}
        }
        #expect(try ledger.office.verify().faults == [], "seed \(seed)")
        let events = try ledger.lines().map { try Event(line: $0) }
        #expect(events.contains { $0.type == "event.corrected" } && events.contains { $0.type == "event.retracted" })
        var random = SeededGenerator(seed: seed)
        for _ in 0..<15 {
            let month = CivilMonth(
                trusted: Int32(
                    Int.random(in: 2019...2020, using: &random) * 100 + Int.random(in: 3...7, using: &random)))
            let known = Int64.random(in: 1...Int64(events.count), using: &random)
            try body(ledger.office, events, month.start.adding(days: Int.random(in: 0...27, using: &random)), known)
            try body(ledger.office, events, month.end, known)
        }
    }

    @Test(arguments: 41...44 as ClosedRange<UInt64>) func figuresAreThoseOfThePlainWalk(seed: UInt64) throws {
        var seen = 0
        try Self.ask(seed: seed) { office, events, on, known in
            let figures = try office.figures(on: on, known: .size(known)).figures
            let plain = Plain(events, on: on, known: known)
            let place: Comment = "seed \(seed), on \(on), known \(known)"
            // Funds: every payment of a fund that is listed.
            for fund in figures.funds.funds {
                let paid = plain.of(.fundsPaid).filter { Self.text($0, "fund_no") == fund.number }
                #expect(fund.paid == paid.reduce(0) { $0 + Self.amount($1, "amount_cny") }, place)
                #expect(fund.paid <= fund.amount, place)
                seen += 1
            }
            let newYear = try #require(CivilDate(year: on.year, month: 1, day: 1))
            let listed = plain.of(.fundsAllotted).filter { fund in
                fund.effective >= newYear
                    || plain.of(.fundsPaid).filter {
                        Self.text($0, "fund_no") == Self.text(fund, "fund_no") && $0.effective < newYear
                    }.reduce(0) { $0 + Self.amount($1, "amount_cny") } < Self.amount(fund, "amount_cny")
            }
            #expect(figures.funds.funds.map(\.record.seq) == listed.map(\.seq), place)
            // E-commerce: the months up to the last one told, this year and last.
            let told = plain.of(.ecommerceReported).filter { $0.effective.year == on.year }.map(\.effective.monthOfYear)
            let last = told.max() ?? 0
            func sum(_ year: Int) -> Int128 {
                plain.of(.ecommerceReported).filter {
                    $0.effective.year == year && $0.effective.monthOfYear <= last
                }.reduce(0) { $0 + Self.amount($1, "retail_export_cny") }
            }
            #expect(figures.ecommerce.county.total == sum(on.year), place)
            #expect(figures.ecommerce.county.totalBefore == (last == 0 ? 0 : sum(on.year - 1)), place)
            #expect(figures.ecommerce.places.reduce(0) { $0 + $1.figures.total } == sum(on.year), place)
            // Loans: the last month told, bank by bank.
            let month = plain.of(.loansReported).last { $0.effective.year == on.year }?.effective.month
            #expect(figures.loans.month == month, place)
            for bank in figures.loans.banks {
                let balance = plain.of(.loansReported).first {
                    Self.text($0, "bank") == bank.name && $0.effective.month == month
                }
                #expect(bank.balances.now == balance.map { Self.amount($0, "balance_cny") }, place)
            }
            // Warehouses: opened and not closed.
            let closed = Set(plain.of(.warehouseClosed).map { Self.text($0, "warehouse") })
            let open = plain.of(.warehouseOpened).filter { !closed.contains(Self.text($0, "warehouse")) }
            #expect(figures.warehouses.open.count == open.count, place)
        }
        #expect(seen > 0, "seed \(seed) asks enough to mean something")
    }

    @Test(arguments: 51...54 as ClosedRange<UInt64>) func findingsStandWhereTheirLastStepLeftThem(seed: UInt64) throws {
        var seen = 0
        try Self.ask(seed: seed) { office, events, on, known in
            let book = try office.inspections(on: on, known: .size(known)).inspections
            let plain = Plain(events, on: on, known: known)
            #expect(book.findings.map(\.record.seq) == plain.of(.inspectionFound).map(\.seq))
            for finding in book.findings {
                let steps = plain.records.filter {
                    [.inspectionProgressed, .inspectionMended, .inspectionReopened].contains($0.type)
                        && Self.text($0, "inspection_no") == finding.number
                }
                let isMended = steps.last?.type == .inspectionMended
                #expect((finding.state == .mended) == isMended, "seed \(seed), on \(on), known \(known)")
                #expect((finding.state == .overdue) == (!isMended && finding.due < on))
                seen += 1
            }
            let index = try office.index(on: on, known: .size(known)).index
            #expect(
                index.indicators.flatMap(\.values).map(\.record).sorted()
                    == plain.of(.indexPublished).map(\.id).sorted())
            for indicator in index.indicators {
                #expect(indicator.values.map(\.month) == Set(indicator.values.map(\.month)).sorted())
            }
        }
        #expect(seen > 0, "seed \(seed) asks enough to mean something")
    }
}
