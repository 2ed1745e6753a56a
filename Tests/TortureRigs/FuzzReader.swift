import Accounts
import Audits
import Foundation
import Ledger
import Records
import Reports
import Scoring
import TestSupport

/// One kind of document that strangers send: how the program reads it, and true ones to begin with.
///
/// Whoever changes documents blindly and learns from the branches that were reached (libFuzzer, `Scripts/torture --fuzz`)
/// needs no more than this. The drills of this folder know the documents and change them by that knowledge instead.
public struct FuzzReader {
    public let name: String
    /// True documents, each of which is taken.
    public let seeds: [[UInt8]]
    /// Reads a document. A refusal of the house, in words that can be shown, is an answer like any other.
    /// - Throws: whatever is none: a promise that is broken.
    public let read: ([UInt8]) throws -> Void

    /// All readers, each with its own ledger where it needs one, which none of its documents changes.
    public static func all() throws -> [FuzzReader] {
        let (scheme, counties) = (try Samples.scheme(), try Samples.counties())
        return try [
            submissions(scheme), restoredLines(scheme), schemes([scheme] + counties), plan(), sheet(".csv"),
            sheet(".xlsx"), workbookParts(),
        ] + proofs()
    }

    /// Words that occur in the seeds, for those who change documents: libFuzzer's dictionary is of such.
    /// - Returns: names of members, texts and tags of 3 to 32 letters, digits and the like, each once, in order.
    public static func words(of seeds: [[UInt8]]) -> [String] {
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-:/".utf8)
        var words: Set<String> = []
        for seed in seeds {
            for word in seed.split(whereSeparator: { !allowed.contains($0) }) where (3...32).contains(word.count) {
                words.insert(String(decoding: word, as: UTF8.self))
            }
        }
        return words.sorted()
    }

    private static func ledger(_ scheme: JSON) throws -> TemporaryLedger {
        let ledger = try TemporaryLedger(now: SmallLedger.now)
        try ledger.append(Samples.facts(scheme))
        return ledger
    }

    /// Submissions, rehearsed: the ledger stays what it was.
    private static func submissions(_ scheme: JSON) throws -> FuzzReader {
        let ledger = try ledger(scheme)
        let before = try ledger.head()
        return FuzzReader(name: "submission", seeds: Samples.facts(scheme).map { Samples.json($0).canonical }) {
            bytes in
            do {
                _ = try ledger.office.append([Submission.read(bytes)], actor: "stranger", rehearse: true)
            } catch let refused as BatchRefused {
                for language in [Language.zh, .en] {
                    try Harmless.require(BatchRefusedPage(refused, FaultWords(language)).text(place: "f"))
                }
            }
            try Broken.unless(try ledger.head() == before, "a rehearsal left a trace")
        }
    }

    /// The lines of an exported file. Where they can stand, the ledger gives them back and verifies.
    private static func restoredLines(_ scheme: JSON) throws -> FuzzReader {
        let lines = try ledger(scheme).lines()
        let seeds = [1, 2, 6, 16, lines.count].map { Array(lines.prefix($0).joined(separator: [0x0A])) }
        return FuzzReader(name: "restore", seeds: seeds) { bytes in
            let given = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            let copy = try TemporaryLedger(now: SmallLedger.now)
            do {
                try copy.restore(given)
                try Broken.unless(try copy.lines() == given.map(Array.init), "restored other bytes")
                let faults = try copy.office.verify().faults
                try Broken.unless(faults.isEmpty, "restored, and then \(faults)")
            } catch let refused as RestoreRefused {
                try Broken.unless(try copy.head().size == 0, "a refused restore left events")
                for language in [Language.zh, .en] {
                    try Harmless.require(FaultWords(language).words(refused, file: "f"))
                }
            }
        }
    }

    /// Schemes. One that is taken must be one that tables can be made by, whatever its numbers are.
    private static func schemes(_ schemes: [JSON]) throws -> FuzzReader {
        FuzzReader(name: "scheme", seeds: schemes.map(\.canonical)) { bytes in
            guard let json = try? JSONReader.read(bytes) else { return }
            let (scheme, faults) = SchemeReader.read(json)
            guard scheme != nil else {
                try Broken.unless(!faults.isEmpty, "a scheme is refused without a fault")
                for fault in faults { try Harmless.require(FaultWords(.zh).words(fault)) }
                return
            }
            let ledger = try TemporaryLedger(now: SmallLedger.now)
            do { try ledger.append([.adopt(json, from: "2020-01-01", id: "hostile")]) } catch is BatchRefused { return }
            for on in [20_200_531, 20_201_231] as [Int32] {
                _ = try ledger.office.score(on: CivilDate(trusted: on), known: .everything)
                _ = try ledger.office.progress(on: CivilDate(trusted: on), known: .everything)
            }
        }
    }

    private static func plan() throws -> FuzzReader {
        FuzzReader(name: "plan", seeds: [try JSONReader.read(BuiltInPlan.text).canonical]) { bytes in
            guard let json = try? JSONReader.read(bytes) else { return }
            let (plan, faults) = PlanReader.read(json)
            try Broken.unless(plan != nil || !faults.isEmpty, "a plan is refused without a fault")
            for fault in faults { try Harmless.require(FaultWords(.zh).words(fault)) }
        }
    }
}
