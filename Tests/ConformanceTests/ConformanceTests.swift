import Accounts
import Foundation
import Ledger
import Records
import Scoring
import TestSupport
import Testing

/// The ledgers with answers computed by an independent implementation.
@Suite struct ConformanceTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Cases")
    static let ledgers = ["small-11", "small-12", "small-13", "county-150"]

    static func lines(_ name: String) throws -> [ArraySlice<UInt8>] {
        try Array(Data(contentsOf: folder.appendingPathComponent(name + ".jsonl"))).split(separator: 0x0A)
    }

    /// Whether `actual` says what `expected` says: fields may be added, lists are equal in length and order.
    static func contains(_ actual: JSON?, _ expected: JSON) -> Bool {
        switch (actual, expected) {
        case (.object, .object(let members)): members.allSatisfy { contains(actual?[$0.key], $0.value) }
        case (.array(let a), .array(let b)): a.count == b.count && zip(a, b).allSatisfy { contains($0, $1) }
        default: actual == expected
        }
    }

    @Test(arguments: ledgers) func restoresAndAnswers(name: String) throws {
        let lines = try Self.lines(name)
        let questions = try JSONReader.read(
            Data(contentsOf: Self.folder.appendingPathComponent(name + ".expected.json")))
        let ledger = try TemporaryLedger()
        let office = ledger.office
        do {
            #expect(try ledger.restore(lines).size == Int64(lines.count))
            try office.log.read { reader in
                try reader.forEachLine { seq, line in #expect(lines[Int(seq) - 1].elementsEqual(line)) }
            }
            #expect(try office.verify().faults == [])
            for question in try #require(questions.array) {
                let on = try #require(question["on"]?.text.flatMap { CivilDate($0) })
                let known: Known =
                    switch question["known"] {
                    case .integer(let size): .size(size)
                    case .string(let text): try #require(Known(text))
                    default: .everything
                    }
                let expected = try #require(question["expected"])
                let answer: JSON
                let replayed: JSON
                if question["command"]?.text == "score" {
                    let (table, head) = try office.score(on: on, known: known)
                    answer = table.json(head: head)
                    replayed = try office.score(on: on, known: known, basis: .replay).table.json(head: head)
                } else {
                    let (progress, head) = try office.progress(on: on, known: known)
                    answer = progress.json(head: head)
                    replayed = try office.progress(on: on, known: known, basis: .replay).progress.json(head: head)
                }
                #expect(answer == replayed, "stored and replayed")
                #expect(
                    Self.contains(answer, expected),
                    "\(name) \(question["command"]?.shown ?? "") on \(on) known \(known)")
            }
        }
    }

    /// Restoring is refused for a file with a byte changed: a sample of places, each with another byte.
    @Test func aChangedByteIsRefusedOrChangesTheRoot() throws {
        let lines = try Self.lines("small-13")
        let root = try TemporaryLedger().restore(lines).root
        var refused = 0
        let text = Array(lines.joined(separator: [0x0A]))
        let places = Array(stride(from: 7, to: text.count, by: text.count / 60))
        for place in places {
            var changed = text
            changed[place] ^= 0x02
            let again = changed.split(separator: 0x0A)
            let found = try? TemporaryLedger().restore(again).root
            #expect(found != root)
            if found == nil { refused += 1 }
        }
        #expect(refused > places.count / 4)
    }
}
