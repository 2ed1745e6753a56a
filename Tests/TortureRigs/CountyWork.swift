import Accounts
import Audits
import BigInt
import Foundation
import Intake
import Ledger
import Programmes
import Records
import ReferenceModel
import TestSupport

/// What else the simulated county's office does: spreadsheets, batches that come too late, rehearsals, notes kept outside.
extension CountyDrill {
    /// A spreadsheet of trade figures is imported; rows that say something else than what is recorded correct it, or are
    /// proposed and then not recorded.
    func importSheet() throws {
        let month = ["2019-05", "2020-01", "2020-05", "2020-06"].randomElement(using: &random) ?? "2020-05"
        var rows = "enterprise,month,export_cny,import_cny,general_trade_export_cny,epidemic_goods_export_cny\n"
        for code in clerks.codes.shuffled(using: &random).prefix(Int.random(in: 1...5, using: &random)) {
            let exports = Int.random(in: 0...5, using: &random) * 1_000_000
            rows += "\(code),\(month),\(exports),\(Int.random(in: 0...3, using: &random)),\(exports),0\n"
        }
        let file = disk.folder.appendingPathComponent("month.csv")
        try Data(rows.utf8).write(to: file)
        let office = try anyOffice()
        let vocabulary = try office.read { _, books in Vocabulary(books.schemes) }
        let intake = try Intake(paths: [file.path], options: .init(), vocabulary: vocabulary)
        let before = model.size
        do {
            let receipt = try office.append(
                intake.rows(), actor: "clerk", changed: chance(60) ? .corrected(reason: "更正") : .proposed)
            try acknowledge(receipt, of: office, after: before)
            tally.imports += 1
            tally.corrected += receipt.amendments.count
        } catch let refused as BatchRefused {
            tally.refused += 1
            try Broken.unless(
                !refused.faults.isEmpty || !refused.amendments.isEmpty, "an import is refused without a reason")
        }
    }

    /// A batch that rests on what was there a while ago.
    func submitStale() throws {
        let seen = model.size - Int64.random(in: 1...3, using: &random)
        do {
            _ = try anyOffice().append([.success(clerks.next())], actor: "clerk", expecting: seen)
            throw Broken("a batch that rests on \(seen) events is taken, there are \(model.size)")
        } catch LedgerError.otherSize(expected: seen, found: model.size) { tally.stale += 1 }
    }

    /// All of the work, and nothing of it stays.
    func rehearse() throws {
        let batch = (0...3).map { _ in Result<Submission, Refusals>.success(clerks.next()) }
        do { _ = try anyOffice().append(batch, actor: "clerk", rehearse: true) } catch is BatchRefused {}
        tally.rehearsals += 1
        // What is made up in a rehearsal is given to nobody: the ids go on from where they were.
        note()
    }

    /// The work list's cells, and what each unit answers for, are the model's.
    func compareWork(_ office: Office, on: CivilDate, known: Int64) throws {
        let expected = model.work(on: on, known: known)
        var cells: [String]?
        var units: [String]?
        do {
            cells = try office.workStatus(on: on, known: .size(known)).status.rows.flatMap { row in
                row.cells.compactMap { $0.map { "\(row.item.id) \($0.stage.id) \($0.state.rawValue)" } }
            }
            units = try office.unitBooks(on: on, known: .size(known)).books.map { book in
                SlowWork.line(
                    book.unit.name,
                    cells: book.duties.map { "\($0.item.id) \($0.cell.stage.id) \($0.cell.state.rawValue)" },
                    reports: book.reports.map { "\($0.day) \($0.progress)" },
                    ratings: book.ratings.map { "\($0.month) \(Fraction(BigInt($0.points.value), 100).twoDecimals)" })
            }
            tally.plans += 1
            tally.states.formUnion(cells?.compactMap { $0.split(separator: " ").last.map(String.init) } ?? [])
        } catch is NoPlanInForce {}
        let (wanted, wantedUnits) = (try expected.cells(), try expected.units())
        try Broken.unless(
            cells == wanted, "on \(on) known \(known): cells \(cells ?? []), the model has \(wanted ?? [])")
        try Broken.unless(
            units == wantedUnits, "on \(on) known \(known): units \(units ?? []), the model has \(wantedUnits ?? [])")
    }

    /// Somebody outside notes how the ledger stands.
    private func note() {
        guard let name = try? KeyName("county") else { return }
        noted.append(Checkpoint(origin: name, size: model.size, root: model.root))
    }

    /// What was noted outside still holds, and every month that was closed can be made again.
    func compareOutside(_ office: Office) throws {
        for checkpoint in noted {
            let fault = try office.compare(with: checkpoint)
            try Broken.unless(fault == nil, "noted at \(checkpoint.size): \(String(describing: fault))")
            tally.checkpoints += 1
        }
        note()
        var numbers: [CivilMonth: [Int]] = [:]
        for (snapshot, _, isTrue) in try office.snapshots() {
            try Broken.unless(isTrue, "closing \(snapshot.closing.seq) can't be made again")
            if let month = snapshot.month { numbers[month, default: []].append(snapshot.edition) }
        }
        for (month, editions) in numbers {
            try Broken.unless(Set(editions).count == editions.count, "\(month): editions \(editions)")
        }
    }
}
