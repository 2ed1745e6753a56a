import Accounts
import Ledger
import TestSupport

/// Disks that fail while the county works.
extension CountyDrill {
    /// Lets the disk fail during some work. What it was told must speak of the disk; what it left, `compare` sees.
    func failing(_ fault: FaultyDisk.Fault, _ body: () throws -> Void) throws {
        _ = try anyOffice()
        disk.arm(fault, at: Int.random(in: 1...30, using: &random))
        defer { model.candidate = fault.stopsEverything ? nil : model.candidate }
        do { try body() } catch LedgerError.inputOutput, LedgerError.diskFull {}
        guard disk.hasFailed else { return disk.mend() }
        tally.faults += 1
        guard fault.stopsEverything else {
            disk.mend()
            return try adoptCandidate()
        }
        tally.powerCuts += 1
        offices.removeAll()
        try disk.settle([.loseAll, .keepAll, .scatter].randomElement(using: &random) ?? .scatter)
        try reopen()
        try adoptCandidate()
    }

    /// A batch that was not acknowledged may have been recorded: whole, and the one that failed last.
    func adoptCandidate() throws {
        let office = try anyOffice()
        var more: [[UInt8]] = []
        try office.log.read { reader in
            try reader.forEachLine(from: model.size + 1) { _, line in more.append(Array(line)) }
        }
        guard !more.isEmpty else { return }
        let ids = try more.map { try Event(line: $0).id }
        let expected = (model.candidate ?? []).filter { !model.hasEvent($0) }
        try Broken.unless(ids == expected, "\(ids) is there, \(expected) was submitted")
        try model.take(more)
        for id in ids { clerks.note(id: id) }
    }
}
