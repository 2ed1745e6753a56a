import Accounts
import Foundation
import Ledger
import Records
import TestSupport

/// The small ledger that drills start from: a scheme of two indicators and four enterprises, in a file by itself.
enum SmallLedger {
    static let now = Instant.startOfDay(CivilDate(trusted: 20_200_701))
    static let ids = ["scheme"] + (1...4).map { "e\($0)" }
    /// The file's bytes; no log of writes beside it.
    static let bytes: Result<Data, any Error> = Result { try make() }

    private static func make() throws -> Data {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path("ledger.sqlite")
        do {
            let office = office(try SQLiteEventLog.create(path: path, schemas: Books.schemas))
            let rules = [TinyScheme.Rule.shareOfTotal, TinyScheme.Rule.tally]
            let batch =
                [.adopt(try TinyScheme.json(rules), id: ids[0])]
                + (1...4).map { Submission.register($0, ["a", "b", "c", "d"][$0 - 1], id: ids[$0]) }
            _ = try office.append(batch.map { .success($0) }, actor: "clerk")
        }
        // The last connection to close writes the log back into the file and removes it.
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }

    /// Writes the ledger's file.
    static func write(to path: String) throws { try bytes.get().write(to: URL(fileURLWithPath: path)) }

    static func office(_ log: SQLiteEventLog) -> Office { Office(log: log, clock: { now }, newID: { _ in "made" }) }

    static func open(_ path: String) throws -> Office { office(try SQLiteEventLog.open(path: path)) }

    /// The ids of all events, in order.
    static func ids(of office: Office) throws -> [String] {
        try office.log.read { reader in
            var ids: [String] = []
            try reader.forEachLine { _, line in ids.append(try Event(line: line).id) }
            return ids
        }
    }
}
