import Accounts
import ExampleCounty
import Foundation
import Ledger
import Records
import Scoring

/// Measures the ledger against floors of the same machine in the same run, and prints a table in Markdown.
///
/// `benchmarks EVENTS FOLDER TAIZHANG`: a ledger of about so many events is made in the folder; the program is timed as
/// a whole process too. `benchmarks replay PATH` and `benchmarks measure PROGRAM …` are its children.
/// `benchmarks scale FOLDER TAIZHANG RESULTS SIZE…` measures ledgers of several sizes into a file and goes on where it was
/// stopped (see `ScaleBench`); `benchmarks scale-report RESULTS CHART PAGE` draws them.
/// `benchmarks import ROWS FOLDER` measures the way from a workbook into a ledger.
/// `benchmarks audits PATH` measures audits alone, on a ledger that is there already, and `benchmarks scores PATH` the score.
@main
struct Benchmarks {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let rest = Array(arguments.dropFirst())
        func bench(_ folder: String = "") -> Bench { Bench(events: 0, folder: folder, program: "") }
        switch (arguments.first, rest.count) {
        case ("replay", 1): try replay(rest[0])
        case ("measure", 1...): try Bench.measure(rest[0], Array(rest.dropFirst()))
        case ("scale", 4...):
            let sizes = rest.dropFirst(3).compactMap { Int($0) }
            try await ScaleBench(folder: rest[0], program: rest[1]).run(sizes, into: rest[2])
        case ("scale-report", 3): try ScaleReport(try ScaleResults(path: rest[0])).write(chart: rest[1], page: rest[2])
        case ("audits", 1):
            let size = try SQLiteEventLog.open(path: rest[0], readOnly: true).read { $0.size }
            bench().print(try bench().audits(rest[0]), size: size)
        case ("scores", 1):
            let size = try SQLiteEventLog.open(path: rest[0], readOnly: true).read { $0.size }
            bench().print([try bench().scores(rest[0])], size: size)
        case ("appends", 1): bench().print([try bench(rest[0]).singleAppends(rest[0] + "/bench.sqlite")], size: 0)
        case ("import", 2):
            guard let rows = Int(rest[0]) else { return usage() }
            try ImportBench(rows: rows, folder: rest[1]).run(bench(rest[1]))
        case ("import-step", 2): try ImportBench.step(rest[0], rest[1])
        default:
            guard arguments.count == 3, let events = Int(arguments[0]) else { return usage() }
            try await Bench(events: events, folder: arguments[1], program: arguments[2]).run()
        }
    }

    private static func usage() {
        FileHandle.standardError.write(Data("usage: benchmarks EVENTS FOLDER TAIZHANG\n".utf8))
        exit(64)
    }

    /// Folds every event from its line and tells the events and the peak memory in kB.
    private static func replay(_ path: String) throws {
        let log = try SQLiteEventLog.open(path: path, readOnly: true)
        let size = try log.read { reader in
            _ = try Replay(reader, through: reader.size, leaves: true)
            return reader.size
        }
        FileHandle.standardOutput.write(Data("\(size) \(peakMemory())\n".utf8))
    }

    /// The peak resident memory of this process in kB (VmHWM).
    static func peakMemory() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return line.split(separator: " ").compactMap { Int($0) }.first ?? 0
    }
}

struct Bench {
    let events: Int
    let folder: String
    let program: String
    /// Whether the ledger is to hold ten years, so that a small one is like a large one but for its enterprises.
    var hasAllYears = false

    private static let clock = ContinuousClock()

    func seconds(_ body: () throws -> Void) rethrows -> Double {
        let time = try Bench.clock.measure(body).components
        return Double(time.seconds) + Double(time.attoseconds) / 1e18
    }

    func tell(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }

    var path: String { folder + "/bench-\(events).sqlite" }

    /// Everything that is measured of a ledger, in this order: the appends leave events behind.
    var steps: [(name: String, run: () async throws -> [Figure])] {
        func size() throws -> Int64 { try SQLiteEventLog.open(path: path, readOnly: true).read { $0.size } }
        return [
            ("build", { [try bulkAppend(path)] }),
            ("replay", { try replay(path, size()) }),
            ("append", { [try singleAppends(path)] }),
            ("score", { try score(path) }),
            ("lookups", { try lookups(path) }),
            ("audits", { try audits(path) }),
            ("processes", { try processes(path) }),
            ("long work", { try longWork(path, size: size()) }),
            ("file", { [try file(path)] }),
            ("group commit", { [try await groupCommit(path)] }),
        ]
    }

    func run() async throws {
        var figures: [Figure] = []
        for step in steps {
            tell(step.name)
            figures += try await step.run()
        }
        print(figures, size: try SQLiteEventLog.open(path: path, readOnly: true).read { $0.size })
    }

    private func file(_ path: String) throws -> Figure {
        let bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        let text = try exportedBytes(path)
        return Figure(
            name: "file", value: "\(bytes / 1_000_000) MB", ratio: ratio(Double(bytes) / Double(text)),
            floor: "exported text, \(text / 1_000_000) MB (bar 2.2)",
            numbers: ["file_mb": Double(bytes) / 1e6, "text_mb": Double(text) / 1e6])
    }

    func ratio(_ value: Double) -> String { String(format: "%.2f", value) }

    func print(_ figures: [Figure], size: Int64) {
        print(figures, title: "\(size) events", columns: "value | ratio | to")
    }

    func print(_ figures: [Figure], title: String, columns: String) {
        var text = "\n\(title)\n\n| figure | \(columns) |\n| --- | ---: | ---: | --- |\n"
        for figure in figures { text += "| \(figure.name) | \(figure.value) | \(figure.ratio) | \(figure.floor) |\n" }
        FileHandle.standardOutput.write(Data(text.utf8))
    }

    func office(_ log: SQLiteEventLog, at now: @escaping () -> Instant) -> Office {
        var made = 0
        return Office(
            log: log, clock: now,
            newID: { _ in
                made += 1
                return "bench-\(made)"
            })
    }

    /// Records batches of up to 20,000 submissions from their JSON lines, as `append --file` does.
    private func bulkAppend(_ path: String) throws -> Figure {
        SQLiteEventLog.remove(path: path)
        let log = try SQLiteEventLog.create(path: path, schemas: Books.schemas)
        // About 14 events an enterprise and year: ten years for the big ledgers, so that history grows with size.
        let years = hasAllYears || events > 200_000 ? 2011...2020 : 2020...2020
        // Ten whole years have about 56,000 events and 148 an enterprise; fewer events are their beginning.
        let enterprises = hasAllYears ? (events - 56_000) / 148 : events / (years.count + 1) / 12
        let county = ExampleCounty(enterprises: max(20, enterprises), years: years)
        var now = Instant.startOfDay(county.opening)
        let office = office(log, at: { now })
        let adoption = try OfficeDay.adoption(of: BuiltInScheme.text, source: BuiltInScheme.source, county: county)
        _ = try office.append(adoption.submissions.map { .success($0) }, actor: "bench")
        var recorded = 1
        var batch: [[UInt8]] = []
        var time = 0.0
        var told = ContinuousClock.now
        func flush() throws {
            if ContinuousClock.now - told > .seconds(5) {
                told = ContinuousClock.now
                tell("  \(recorded) of \(events)")
            }
            time += try seconds {
                var rest = batch[...]
                // Decoded one chunk ahead, as the command line does.
                let ahead = Ahead(
                    { () -> [[UInt8]]? in
                        defer { rest = rest.dropFirst(512) }
                        return rest.isEmpty ? nil : Array(rest.prefix(512))
                    },
                    decode: { [today = office.today] lines in
                        lines.map { line in
                            Submission.read(line).map { PreparedSubmission($0, actor: "bench", today: today) }
                        }
                    })
                var failure: (any Error)?
                let submissions = sequence(state: [][...] as ArraySlice<Result<PreparedSubmission, Refusals>>) {
                    chunk in
                    do { if chunk.isEmpty { chunk = try ahead.next()?[...] ?? [] } } catch { failure = error }
                    return chunk.popFirst()
                }
                recorded += try office.append(prepared: submissions, actor: "bench").outcomes.count
                if let failure { throw failure }
            }
            batch = []
        }
        for day in county.days() {
            now = max(now, day.recordedAt)
            for submission in day.submissions {
                var line: [UInt8] = []
                submission.appendLine(actor: day.actor, to: &line)
                batch.append(line)
                if batch.count >= 20_000 { try flush() }
            }
            // Facts are not in the future of their recording: a batch that spans days is recorded on its last one.
            if recorded + batch.count >= events { break }
        }
        try flush()
        let rate = Double(recorded) / time
        return Figure(
            name: "bulk append, JSON read", value: "\(Int(rate)) events/s", ratio: "", floor: "bar 120000 events/s",
            numbers: ["append_per_s": rate])
    }

    private func replay(_ path: String, _ size: Int64) throws -> [Figure] {
        let log = try SQLiteEventLog.open(path: path, readOnly: true)
        var scans: [Double] = []
        var replays: [Double] = []
        for _ in 0..<3 {
            scans.append(
                try seconds {
                    try log.read { reader in
                        let rows = try reader.connection.prepare("SELECT count(*), sum(length(line)) FROM events")
                        _ = try rows.step()
                    }
                })
            replays.append(try seconds { try log.read { _ = try Replay($0, through: $0.size, leaves: true) } })
        }
        let scan = scans.sorted()[1]
        let replay = replays.sorted()[1]
        let rate = Int(Double(size) / replay)
        return [
            Figure(
                name: "replay: read, verify each leaf, decode, post, fold", value: "\(rate) events/s",
                ratio: ratio(scan / replay),
                floor: "SELECT count(*), sum(length(line)), \(Int(Double(size) / scan)) rows/s (bar 0.3)",
                numbers: ["fold_per_s": Double(size) / replay, "scan_per_s": Double(size) / scan])
        ]
    }

    /// An office as the command line opens it.
    static func recorder(_ log: SQLiteEventLog) -> Office {
        Office(
            log: log, clock: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
            newID: { now in
                var random = SystemRandomNumberGenerator()
                return UUIDv7.make(at: now, using: &random)
            })
    }

    /// A submission that is new as long as its number is.
    static func report(_ number: String, _ place: Int) -> Result<Submission, Refusals> {
        let townships = ["kaifaqu", "meishan", "heping", "sian"]
        return .success(
            Submission(
                type: .reportSubmitted, effective: "2020-12-31", source: "bench",
                data: .members([
                    .init("report_no", .string(number)), .init("township", .string(townships[place % 4])),
                    .init("title", .string("稳外贸工作举措")), .init("kind", .string("举措成效")),
                ])))
    }

    /// How many events are appended one by one: 400 to warm up, 300 that are measured.
    static let singles: Int64 = 700

    /// One event a transaction, against one write and fdatasync of a line.
    func singleAppends(_ path: String) throws -> Figure {
        let log = try SQLiteEventLog.open(path: path)
        let office = Bench.recorder(log)
        let name = UUID().uuidString
        func append(_ index: Int) throws {
            _ = try office.append([Bench.report("\(name)-\(index)", index)], actor: "bench")
        }
        let file = open(folder + "/floor", O_CREAT | O_WRONLY | O_TRUNC, 0o600)
        let line = [UInt8](repeating: 0x61, count: 400)
        func sync() {
            _ = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            fdatasync(file)
        }
        // Until SQLite's log has grown to the size at which it is written over, each append also makes a file longer.
        for index in 300..<Int(Bench.singles) { try append(index) }
        var appends: [Double] = []
        var floors: [Double] = []
        // In turn, so that a slow moment of the disk meets both.
        for index in 0..<300 {
            floors.append(seconds { sync() })
            appends.append(try seconds { try append(index) })
        }
        close(file)
        let append = appends.sorted()[150]
        let floor = floors.sorted()[150]
        let p99 = appends.sorted()[297]
        return Figure(
            name: "one durable append", value: String(format: "%.0f µs, p99 %.0f µs", append * 1e6, p99 * 1e6),
            ratio: ratio(floor / append), floor: String(format: "write + fdatasync, %.0f µs (bar 0.6)", floor * 1e6),
            numbers: ["append_ms": append * 1e3, "append_p99_ms": p99 * 1e3, "sync_ms": floor * 1e3])
    }

    private func exportedBytes(_ path: String) throws -> Int {
        try SQLiteEventLog.open(path: path, readOnly: true).read { reader in
            let row = try reader.connection.prepare("SELECT sum(length(CAST(line AS BLOB)) + 1) FROM events")
            return try row.step() ? Int(row.int(0)) : 0
        }
    }
}
