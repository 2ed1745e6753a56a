import Accounts
import ExampleCounty
import Foundation
import Ledger
import Records
import TestSupport

/// A clerk of a simulated county who works in a process of its own.
public enum CountyClerk {
    /// What came of it, on one line of the output.
    enum Answer: Equatable {
        case refused
        case rebuilt
        /// The size of the ledger afterwards, how many ids the ledger made, and the ids of what was recorded.
        case recorded(size: Int64, made: Int, ids: [String])

        init?(_ line: String) {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            switch words.first {
            case "refused": self = .refused
            case "rebuilt": self = .rebuilt
            case "recorded":
                guard words.count > 2, let size = Int64(words[1]), let made = Int(words[2]) else { return nil }
                self = .recorded(size: size, made: made, ids: Array(words[3...]))
            default: return nil
            }
        }
    }

    /// Records a batch and says what came of it; with an empty batch, rebuilds what is derived.
    /// - Parameters:
    ///   - batch: a file of submissions, a line each.
    ///   - ids: how many the county's ledger has made.
    public static func run(_ path: String, batch: String, now: Instant, ids: Int) throws {
        var next = ids
        let office = Office(
            log: try SQLiteEventLog.open(path: path), clock: { now },
            newID: { _ in
                next += 1
                return "made-\(next)"
            })
        let lines = try Data(contentsOf: URL(fileURLWithPath: batch)).split(separator: UInt8(ascii: "\n"))
        guard !lines.isEmpty else {
            _ = try office.rebuild()
            return print("rebuilt")
        }
        do {
            let receipt = try office.append(lines.map { Submission.read($0) }, actor: "clerk")
            let recorded = receipt.outcomes.compactMap { if case .recorded(_, let id) = $0 { id } else { nil } }
            print((["recorded", "\(receipt.head.size)", "\(next - ids)"] + recorded).joined(separator: " "))
        } catch is BatchRefused {
            print("refused")
        }
    }
}

extension CountyDrill {
    /// Another process records a batch, or rebuilds, while the connections of this one stay open.
    func letAnotherWork() throws {
        guard let program else { return }
        _ = try anyOffice()
        let batch =
            chance(15) ? [] : (0...Int.random(in: 0..<4, using: &random)).map { _ in clerks.next() }
        var lines: [UInt8] = []
        for submission in batch { submission.appendLine(actor: "clerk", to: &lines) }
        let file = disk.folder.appendingPathComponent("batch.jsonl")
        try Data(lines).write(to: file)
        let process = Process()
        let pipe = Pipe()
        process.executableURL = program
        process.arguments = ["clerk", path, file.path, "\(time.now.milliseconds)", "\(time.ids)"]
        process.standardOutput = pipe
        try process.run()
        let told = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0, let answer = CountyClerk.Answer(told) else {
            throw Broken("another process ended with \(process.terminationStatus): \(told)")
        }
        tally.others += 1
        let before = model.size
        switch answer {
        case .refused: tally.refused += 1
        case .rebuilt: break
        case .recorded(let size, let made, let ids):
            try acknowledgeOthers(try anyOffice(), after: before)
            try Broken.unless(model.size == size, "told \(size) events, there are \(model.size)")
            try Broken.unless(
                model.events[Int(before)...].map(\.id) == ids, "told \(ids), recorded were others")
            time.ids += made
            for id in ids { clerks.note(id: id) }
        }
    }
}
