import Foundation
import Ledger

/// The program as a whole: how long it takes from start to end, and how much memory it needs at its peak.
extension Bench {
    /// Start-up, and the question asked most.
    func processes(_ path: String) throws -> [Figure] {
        func median(_ arguments: [String]) throws -> Double {
            var times: [Double] = []
            for _ in 0..<25 { times.append(try seconds { _ = try Bench.output(program, arguments) }) }
            return times.sorted()[12] * 1000
        }
        let version = try median(["--version"])
        let score = try median(["score", "--ledger", path, "--on", "2020-06-30", "--format", "json"])
        return [
            Figure(
                name: "taizhang --version, whole process", value: String(format: "%.1f ms", version), ratio: "",
                floor: "bar 10 ms", numbers: ["version_ms": version]),
            Figure(
                name: "taizhang score, whole process", value: String(format: "%.1f ms", score),
                ratio: ratio(score / version),
                floor: String(format: "taizhang --version, %.1f ms (bar 30 ms)", version),
                numbers: ["score_process_ms": score]),
        ]
    }

    /// Long work, each in a process of its own: what it does in a second, and its peak memory.
    func longWork(_ path: String, size: Int64) throws -> [Figure] {
        let (exported, restored) = (folder + "/export.jsonl", folder + "/restored.sqlite")
        func clean() {
            try? FileManager.default.removeItem(atPath: exported)
            SQLiteEventLog.remove(path: restored)
        }
        clean()
        defer { clean() }
        func figure(_ name: String, _ bar: String, _ program: String, _ arguments: [String]) throws -> Figure {
            let (seconds, kilobytes) = try Bench.measured(program, arguments)
            let (rate, peak) = (Double(size) / seconds, Double(kilobytes) / 1000)
            return Figure(
                name: "\(name), whole process",
                value: String(format: "%.0f events/s, peak memory %.0f MB", rate, peak), ratio: "", floor: bar,
                numbers: ["\(name)_per_s": rate, "\(name)_mb": peak])
        }
        return [
            try figure("replay", "bar 256 MB", CommandLine.arguments[0], ["replay", path]),
            try figure("verify", "bar 256 MB", program, ["verify", "--ledger", path]),
            try figure("export", "bar 256 MB", program, ["export", "--ledger", path, "-o", exported]),
            try figure(
                "restore", "bar 120000 events/s, 256 MB", program, ["restore", exported, "--ledger", restored]),
        ]
    }

    /// Runs a program to its end.
    /// - Returns: its time, and its peak resident memory in kB.
    /// - Throws: where it fails.
    static func measured(_ program: String, _ arguments: [String]) throws -> (seconds: Double, kilobytes: Int) {
        // From a small process in between: the peak that the kernel tells of a program counts what started it.
        let told = try output(CommandLine.arguments[0], ["measure", program] + arguments)
        let parts = (told.split(separator: "\n").last ?? "").split(separator: " ")
        guard parts.count == 3, let seconds = Double(parts[0]), let kilobytes = Int(parts[1]), parts[2] == "0" else {
            throw CocoaError(.executableLoad, userInfo: [NSFilePathErrorKey: "\(program) \(arguments): \(told)"])
        }
        return (seconds, kilobytes)
    }

    /// `benchmarks measure PROGRAM …`: runs it and tells seconds, peak memory in kB and its exit code.
    static func measure(_ program: String, _ arguments: [String]) throws {
        let begun = ContinuousClock.now
        let child = try start(program, arguments)
        var status: Int32 = 0
        var usage = rusage()
        wait4(child, &status, 0, &usage)
        let time = seconds(ContinuousClock.now - begun)
        FileHandle.standardOutput.write(Data("\(time) \(usage.ru_maxrss) \(status)\n".utf8))
    }

    /// Runs a program and gives what it prints. Spawned directly: Foundation's `Process` costs more than what is timed.
    static func output(_ program: String, _ arguments: [String]) throws -> String {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw POSIXError(.EIO) }
        let child = try start(program, arguments, output: ends)
        close(ends[1])
        let data = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true).readDataToEndOfFile()
        var status: Int32 = 0
        waitpid(child, &status, 0)
        return String(decoding: data, as: UTF8.self)
    }

    /// - Parameter output: the two ends of a pipe for standard output; this process's own where nil.
    private static func start(_ program: String, _ arguments: [String], output ends: [Int32]? = nil) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let ends {
            posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
            posix_spawn_file_actions_addclose(&actions, ends[0])
        }
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child = pid_t()
        guard posix_spawnp(&child, program, &actions, nil, &words, environ) == 0 else { throw POSIXError(.ENOENT) }
        return child
    }
}
