import Accounts
import ExampleCounty
import ExampleLedger
import Foundation
import Ledger
import Oversight
import Programmes
import Records
import TestSupport
import Testing

/// The county with its desk and its programmes, its months closed: every type of the catalog, recorded, exported, restored.
@Suite struct WholeCatalogTests {
    private static let county = ExampleCounty(enterprises: 12, hasDesk: true, hasProgrammes: true)

    private static func withOffice(_ body: (Office) throws -> Void) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path("county.sqlite")
        try body(CountyLedger.record(county, county.days(), path: path, closing: true).office)
    }

    private static func lines(_ office: Office) throws -> [[UInt8]] {
        var lines: [[UInt8]] = []
        try office.log.read { reader in try reader.forEachLine { _, line in lines.append(Array(line)) } }
        return lines
    }

    /// The answers that rest on the types of the desk and the programmes, a line each.
    private static func answers(_ office: Office, on: CivilDate, known: Known) throws -> [String] {
        var answers: [String] = []
        let status = try office.workStatus(on: on, known: known).status
        for row in status.rows {
            for cell in row.cells.compactMap({ $0 }) {
                let goals = cell.goals.map { "\($0.goal.limit) \($0.value?.rounded(4) ?? "")" }
                answers.append(
                    "\(row.item.id) \(cell.stage.id) \(cell.state) \(goals) \(cell.reports.map(\.record)) "
                        + "\(cell.confirmation?.record ?? "")")
            }
        }
        for book in try office.unitBooks(on: on, known: known).books {
            answers.append(
                "\(book.unit.name) \(book.meanRating?.rounded(2) ?? "") \(book.ratings.map(\.record)) "
                    + "\(book.reports.map(\.record)) \(book.tickets.map(\.number)) \(book.answered.map(\.number))")
        }
        let figures = try office.figures(on: on, known: known).figures
        answers.append(
            "\(figures.ecommerce.county.total) \(figures.onlineRetail.total) \(figures.warehouses.open.count) "
                + "\(figures.funds.funds.map(\.paid)) \(figures.loans.banks.map(\.balances.now))")
        let tickets = try office.tickets(on: on, known: known).book
        answers.append("\(tickets.byUnit) \(tickets.byTownship)")
        let monitoring = try office.monitoring(on: on, weeks: 12, known: known).book
        answers.append("\(monitoring.sum()) \(monitoring.open.map(\.number)) \(monitoring.warnings.map(\.state))")
        answers.append("\(try office.inspections(on: on, known: known).inspections.findings.map(\.state))")
        answers.append("\(try office.index(on: on, known: known).index.indicators.flatMap(\.values).map(\.record))")
        answers.append("\(try office.fairs(on: on, known: known).fairs.sum)")
        return answers
    }

    /// What is exported and restored is whole by `verify`, and answers the same of any day as known at any size.
    @Test func everyTypeIsRecordedExportedAndRestored() throws {
        try Self.withOffice { office in
            let lines = try Self.lines(office)
            let events = try lines.map { try Event(line: $0) }
            let types = Set(events.map(\.type))
            #expect(Catalog.types.map(\.type.rawValue).filter { !types.contains($0) } == [])
            #expect(Catalog.types.count == EventType.allCases.count)
            let head = try office.verify()
            #expect(head.faults == [] && head.head.size == Int64(lines.count))

            let copy = try TemporaryLedger()
            #expect(try copy.restore(lines.map { $0[...] }, expecting: head.head.root).root == head.head.root)
            #expect(try copy.lines() == lines)
            #expect(try copy.office.verify().faults == [])
            let confirmed = try #require(events.last { $0.type == "work.confirmed" && $0.effective.year == 2020 })
            let year = CivilDate(trusted: 20_201_231)
            var answers: [[String]] = []
            for (on, known) in [
                (CivilDate(trusted: 20_200_630), Known.everything), (year, .size(confirmed.seq - 1)),
                (year, .size(confirmed.seq)),
            ] {
                answers.append(try Self.answers(office, on: on, known: known))
                #expect(try Self.answers(copy.office, on: on, known: known) == answers.last, "\(on)")
            }
            #expect(Set(answers.joined()).count > 60)
            // The confirmation changes the answer of its own cell at once, and no other's.
            let item = try #require(confirmed.data["item"]?.text)
            let moved = Set(answers[2]).subtracting(answers[1])
            #expect(
                moved.count == 1 && moved.allSatisfy { $0.hasPrefix(item) && $0.contains(confirmed.id) }, "\(moved)")
        }
    }

    /// The list of September asks for 220 new exporters; before, and to whoever knows nothing of it, for 200.
    @Test func theListIsAmended() throws {
        let office = try Admitting(ExampleCounty(enterprises: 1, hasProgrammes: true)).ledger.office
        let amendment = try #require(
            try Self.lines(office).map { try Event(line: $0) }.last { $0.type == "plan.adopted" })
        #expect(amendment.id == "plan-2020-amended")
        func target(_ on: Int32, _ known: Known) throws -> String? {
            let status = try office.workStatus(on: CivilDate(trusted: on), known: known).status
            return status.list.item("exporters")?.targets["year"]?.text
        }
        #expect(try target(20_200_831, .everything) == "全年“转引”新增出口企业200家以上。")
        #expect(try target(20_200_901, .everything) == "全年“转引”新增出口企业220家以上。")
        #expect(try target(20_201_231, .size(amendment.seq - 1)) == "全年“转引”新增出口企业200家以上。")
    }
}
