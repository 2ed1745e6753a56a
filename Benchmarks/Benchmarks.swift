import Accounts
import ExampleCounty
import Foundation
import Ledger
import Records
import Scoring

/// Measures the ledger against floors of the same machine in the same run, and prints a table in Markdown.
///
/// `benchmarks EVENTS FOLDER TAIZHANG`: a ledger of about so many events is made in the folder; the program is timed as
/// a whole process too. `benchmarks replay PATH` is one of its children: a replay that tells its peak memory.
/// `benchmarks import ROWS FOLDER` measures the way from a workbook into a ledger.
/// `benchmarks audits PATH` measures audits alone, on a ledger that is there already.
@main
struct Benchmarks {
    static func main() throws {
        let arguments = CommandLine.arguments
        if arguments.count == 3, arguments[1] == "replay" { return try replay(arguments[2]) }
        if arguments.count == 3, arguments[1] == "audits" {
            let bench = Bench(events: 0, folder: "", program: "")
            let size = try SQLiteEventLog.open(path: arguments[2], readOnly: true).read { $0.size }
            return bench.print(try bench.audits(arguments[2]), size: size)
        }
        if arguments.count == 3, arguments[1] == "appends" {
            let bench = Bench(events: 0, folder: arguments[2], program: "")
            return bench.print([try bench.singleAppends(arguments[2] + "/bench.sqlite")], size: 0)
        }
        if arguments.count == 4, arguments[1] == "import", let rows = Int(arguments[2]) {
            return try ImportBench(rows: rows, folder: arguments[3]).run(
                Bench(events: 0, folder: arguments[3], program: ""))
        }
        if arguments.count == 4, arguments[1] == "import-step" {
            return try ImportBench.step(arguments[2], arguments[3])
        }
        guard arguments.count == 4, let events = Int(arguments[1]) else {
            FileHandle.standardError.write(Data("usage: benchmarks EVENTS FOLDER TAIZHANG\n".utf8))
            exit(64)
        }
        try Bench(events: events, folder: arguments[2], program: arguments[3]).run()
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

/// One figure: what it is, its value, how it stands to its floor, and what the floor is.
struct Figure {
    let name: String
    let value: String
    let ratio: String
    let floor: String
}

struct Bench {
    let events: Int
    let folder: String
    let program: String

    private static let clock = ContinuousClock()

    func seconds(_ body: () throws -> Void) rethrows -> Double {
        let time = try Bench.clock.measure(body).components
        return Double(time.seconds) + Double(time.attoseconds) / 1e18
    }

    private func tell(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }

    func run() throws {
        var figures: [Figure] = []
        let path = folder + "/bench-\(events).sqlite"
        SQLiteEventLog.remove(path: path)
        tell("bulk append")
        let (size, rate) = try bulkAppend(path)
        figures.append(Figure(name: "bulk append, JSON read", value: "\(Int(rate)) events/s", ratio: "", floor: ""))
        tell("replay")
        figures += try replay(path, size)
        tell("single appends")
        figures.append(try singleAppends(path))
        tell("score")
        figures += try score(path)
        tell("audits")
        figures += try audits(path)
        tell("whole processes")
        figures += try processes(path)
        let bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        let text = try exportedBytes(path)
        figures.append(
            Figure(
                name: "file", value: "\(bytes / 1_000_000) MB", ratio: ratio(Double(bytes) / Double(text)),
                floor: "exported text, \(text / 1_000_000) MB"))
        print(figures, size: size)
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
    private func bulkAppend(_ path: String) throws -> (Int64, Double) {
        let log = try SQLiteEventLog.create(path: path, schemas: Books.schemas)
        // About 14 events an enterprise and year: ten years for the big ledgers, so that history grows with size.
        let years = events > 200_000 ? 2011...2020 : 2020...2020
        let county = ExampleCounty(enterprises: max(20, events / (years.count + 1) / 12), years: years)
        var now = Instant.startOfDay(county.opening)
        let office = office(log, at: { now })
        let adoption = try OfficeDay.adoption(of: BuiltInScheme.text, source: BuiltInScheme.source, county: county)
        _ = try office.append(adoption.submissions.map { .success($0) }, actor: "bench")
        var recorded = 1
        var batch: [[UInt8]] = []
        var time = 0.0
        func flush() throws {
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
        return (try log.read { $0.size }, Double(recorded) / time)
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
        let output = try Bench.output(CommandLine.arguments[0], ["replay", path]).split(separator: " ")
        let peak = output.last.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 0
        return [
            Figure(
                name: "replay: read, verify each leaf, decode, post, fold", value: "\(rate) events/s",
                ratio: ratio(scan / replay),
                floor: "SELECT count(*), sum(length(line)), \(Int(Double(size) / scan)) rows/s"),
            Figure(name: "peak memory of the replay", value: "\(peak / 1000) MB", ratio: "", floor: ""),
        ]
    }

    /// How many events are appended one by one: 400 to warm up, 300 that are measured.
    static let singles: Int64 = 700

    /// One event a transaction, against one write and fdatasync of a line.
    func singleAppends(_ path: String) throws -> Figure {
        let log = try SQLiteEventLog.open(path: path)
        let now = Instant.startOfDay(CivilDate(trusted: 20_211_231))
        let office = office(log, at: { now })
        let townships = ["kaifaqu", "meishan", "heping", "sian"]
        func append(_ index: Int) throws {
            let submission = Submission(
                type: .reportSubmitted, effective: "2020-12-31", source: "bench",
                data: .members([
                    .init("report_no", .string("bench-\(index)")), .init("township", .string(townships[index % 4])),
                    .init("title", .string("稳外贸工作举措")), .init("kind", .string("举措成效")),
                ]))
            _ = try office.append([.success(submission)], actor: "bench")
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
            ratio: ratio(floor / append), floor: String(format: "write + fdatasync, %.0f µs", floor * 1e6))
    }

    /// Scores of random days as known at random sizes, warm.
    private func score(_ path: String) throws -> [Figure] {
        let log = try SQLiteEventLog.open(path: path, readOnly: true)
        let office = office(log, at: { Instant(milliseconds: 0) })
        let size = try log.read { $0.size }
        var random = Draws(seed: 7)
        var stored: [Double] = []
        for _ in 0..<200 {
            let on = CivilDate(year: 2020, month: 1 + random(12), day: 1 + random(28)) ?? CivilDate(trusted: 20_200_630)
            let known = Known.size(size / 2 + Int64(random(Int(size / 2))))
            stored.append(try seconds { _ = try office.score(on: on, known: known) })
        }
        let plain = try PlainPostings(log, to: folder + "/postings.sqlite")
        defer { try? FileManager.default.removeItem(atPath: folder + "/postings.sqlite") }
        var sums: [Double] = []
        for _ in 0..<5 { sums.append(try seconds { _ = try plain.sums(known: size * 3 / 4) }) }
        let grouped = sums.sorted()[2]
        let median = stored.sorted()[100]
        return [
            Figure(
                name: "score, random (on, known), warm", value: String(format: "%.2f ms", median * 1000),
                ratio: ratio(grouped / median),
                floor: String(format: "GROUP BY over the postings, covering index, %.1f ms", grouped * 1000)
            )
        ]
    }

    private func processes(_ path: String) throws -> [Figure] {
        func median(_ arguments: [String]) throws -> Double {
            var times: [Double] = []
            for _ in 0..<15 { times.append(try seconds { _ = try Bench.output(program, arguments) }) }
            return times.sorted()[7]
        }
        let version = try median(["--version"])
        let score = try median(["score", "--ledger", path, "--on", "2020-06-30", "--format", "json"])
        return [
            Figure(
                name: "taizhang score, whole process", value: String(format: "%.1f ms", score * 1000),
                ratio: ratio(score / version), floor: String(format: "taizhang --version, %.1f ms", version * 1000))
        ]
    }

    private func exportedBytes(_ path: String) throws -> Int {
        try SQLiteEventLog.open(path: path, readOnly: true).read { reader in
            let row = try reader.connection.prepare("SELECT sum(length(CAST(line AS BLOB)) + 1) FROM events")
            return try row.step() ? Int(row.int(0)) : 0
        }
    }

    /// Runs a program and gives what it prints. Spawned directly: Foundation's `Process` costs more than what is timed.
    static func output(_ program: String, _ arguments: [String]) throws -> String {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw POSIXError(.EIO) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addclose(&actions, ends[0])
        defer { posix_spawn_file_actions_destroy(&actions) }
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child = pid_t()
        guard posix_spawn(&child, program, &actions, nil, &words, environ) == 0 else { throw POSIXError(.ENOENT) }
        close(ends[1])
        let data = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true).readDataToEndOfFile()
        var status: Int32 = 0
        waitpid(child, &status, 0)
        return String(decoding: data, as: UTF8.self)
    }
}
