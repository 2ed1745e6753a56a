import Accounts
import Foundation
import Ledger
import Records
import Scoring
import TestSupport
import Testing

/// A ledger with a scheme, some enterprises, and a record that was corrected twice and then retracted.
struct SmallLedger {
    let ledger: TemporaryLedger
    let key: SigningKey
    var office: Office { ledger.office }
    var public1: VerifierKey { key.verifier(.note) }

    static let corrected = "r-corrected"
    static let codes = ["91330522MA2B4XYP08", "91330522MA2B4XYP16", "91330522MA2B4XYP24"]

    init() throws {
        ledger = try TemporaryLedger()
        key = try SigningKey(name: KeyName("taizhang/test"), seed: Array(0..<32))
        try submit(
            #"{"type":"scheme.adopted","id":"scheme","effective":"2020-01-01","data":{"scheme":"#
                + String(decoding: Array(BuiltInScheme.text), as: UTF8.self) + "}}")
        for number in 1...9 { try report(number) }
        try submit(Self.report("r-corrected", "文", title: "稳外贸"))
        try submit(change("event.corrected", "c-1", #","effective":"2020-06-30","data":\#(Self.facts("文", "稳外资"))"#))
        try report(10)
        try submit(change("event.corrected", "c-2", #","effective":"2020-06-30","data":\#(Self.facts("文", "促消费"))"#))
        try submit(change("event.retracted", "c-3", ""))
        for number in 11...17 { try report(number) }
    }

    func report(_ number: Int) throws {
        try submit(Self.report("r-\(number)", "字\(number)", title: "简报 \"\(number)\""))
    }

    func submit(_ json: String) throws {
        let result = Submission.read(json.utf8)
        _ = try office.append([result], actor: "县商务局")
    }

    private func change(_ type: String, _ id: String, _ facts: String) -> String {
        #"{"type":"\#(type)","id":"\#(id)","effective":"2020-06-30","data":{"target":"r-corrected","reason":"笔误"\#(facts)}}"#
    }

    private static func facts(_ number: String, _ title: String) -> String {
        let title = title.replacing("\"", with: "\\\"")
        return #"{"report_no":"\#(number)","township":"jiapu","title":"\#(title)","kind":"典型案例"}"#
    }

    private static func report(_ id: String, _ number: String, title: String) -> String {
        #"{"type":"report.submitted","id":"\#(id)","effective":"2020-06-30","data":\#(facts(number, title))}"#
    }

    /// Every line of the ledger.
    func lines() throws -> [[UInt8]] {
        try office.log.read { reader in
            var lines: [[UInt8]] = []
            try reader.forEachLine { lines.append(Array($1)) }
            return lines
        }
    }

    /// Does to the file what only somebody with the file in hands can do.
    func tamper(_ sql: String...) throws {
        try office.log.write { writer in
            for trigger in ["events_are_not_updated", "events_are_not_deleted"] {
                try writer.connection.execute("DROP TRIGGER \(trigger)")
            }
            for sql in sql { try writer.connection.execute(sql) }
        }
    }
}
