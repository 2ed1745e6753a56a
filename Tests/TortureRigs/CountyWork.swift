import Accounts
import Audits
import Foundation
import Intake
import Ledger
import Records
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
