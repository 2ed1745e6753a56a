import Accounts
import Ledger
import Scoring
import TestSupport

/// The county's ledger held against the model.
extension CountyDrill {
    /// Head and a random question, by the sums and now and then by a replay.
    func compare() throws {
        let office = try anyOffice()
        let head = try office.log.read { try $0.head() }
        if head.size > model.size { try adoptCandidate() }
        let now = try office.log.read { try $0.head() }
        try Broken.unless(
            now.size == model.size && now.root == model.root,
            "the ledger has \(now.size) events, the model \(model.size)")
        let year = Int.random(in: 2019...2020, using: &random)
        let month = Int.random(in: 1...12, using: &random)
        var on = try CivilDate(year: year, month: month, day: Int.random(in: 1...28, using: &random)).unwrapped("a day")
        if chance(40) { on = on.month.end }
        let known = chance(50) ? model.size : Int64.random(in: 0...model.size, using: &random)
        if chance(50) { try compareWork(office, on: on, known: known) }
        let expected = try model.table(on: on, known: known)
        tally.questions += 1
        let basis: Basis = chance(15) ? .replay : .stored
        do {
            let (table, head) = try office.score(on: on, known: .size(known), basis: basis)
            try Broken.unless(table == expected, "on \(on) known \(known), \(basis): another table than the model's")
            try Broken.unless(head.size == known, "known \(known), answered for \(head.size)")
        } catch is NoSchemeInForce {
            try Broken.unless(expected == nil, "on \(on) known \(known): no scheme, and the model has one")
        }
    }

    func compareWhole() throws {
        let office = try anyOffice()
        var number = 0
        try office.log.read { reader in
            try reader.forEachLine { seq, line in
                try Broken.unless(
                    number < model.lines.count && line.elementsEqual(model.lines[number]), "event \(seq) is another")
                number += 1
            }
        }
        try Broken.unless(number == model.lines.count, "\(number) lines, the model has \(model.size)")
        let faults = try office.verify().faults
        try Broken.unless(faults.isEmpty, "\(faults)")
        try compareOutside(office)
    }
}
