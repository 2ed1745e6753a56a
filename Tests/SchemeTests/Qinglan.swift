import Accounts
import Foundation
import Ledger
import Records
import Scoring
import TestSupport
import Testing

/// A made-up county, 青岚县, with a scheme of its own of another shape than the built-in one: 8 townships, 125 points,
/// quarterly targets in yuan, ratios and points, bands, units, groups and a work list in four stages.
enum Qinglan {
    static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Resources/qinglan-2021.json")

    static func scheme() throws -> JSON { try JSONReader.read(Data(contentsOf: file)) }

    static let townships = ["kaifaqu", "yunxi", "songling", "baishi", "zhuping", "nandu", "shiqiao", "wanghu"]

    /// A ledger in which the scheme is in force for 2021. Enterprises 1–8 belong to the townships in their order, 9–16 too,
    /// and so on up to 40. Today is 2022-01-31.
    static func ledger(_ facts: [Submission] = []) throws -> TemporaryLedger {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(CivilDate(trusted: 20_220_131)))
        try ledger.append(
            [.adopt(try scheme(), from: "2021-01-01", id: "scheme")]
                + (1...40).map { .register($0, townships[($0 - 1) % 8], from: "2018-01-01", id: "e\($0)") })
        try ledger.append(facts)
        return ledger
    }

    /// Points of an indicator, in order of the townships.
    static func points(_ indicator: String, _ on: String, _ facts: [Submission]) throws -> [String] {
        let table = try ledger(facts).office.score(on: try #require(CivilDate(on)), known: .everything).table
        return table.rows.map { row in row.items.first { $0.id == indicator }?.points.twoDecimals ?? "" }
    }

    static func events(_ office: Office, known: Int64 = .max) throws -> [Event] {
        try office.log.read { reader in
            var events: [Event] = []
            try reader.forEachLine { seq, line in if seq <= known { events.append(try Event(line: line)) } }
            return events
        }
    }
}
