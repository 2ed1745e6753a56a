import ArgumentParser
import Foundation
import Glibc
import Ledger
import Reports
import Synchronization
import Workbooks

/// What the program takes from outside: the environment, the clock, the terminal. The core is handed these.
enum Surroundings {
    static let environment = ProcessInfo.processInfo.environment

    static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Today in Asia/Shanghai.
    static func today() -> CivilDate { now().shanghaiDate }

    static func newID(at instant: Instant) -> String {
        var random = SystemRandomNumberGenerator()
        return UUIDv7.make(at: instant, using: &random)
    }

    /// The login name of who runs the program.
    static var loginName: String {
        environment["LOGNAME"] ?? environment["USER"] ?? getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) }
            ?? "unknown"
    }

    static let outputIsTerminal = isatty(STDOUT_FILENO) == 1
    static let errorIsTerminal = isatty(STDERR_FILENO) == 1
    static let inputIsTerminal = isatty(STDIN_FILENO) == 1

    /// Columns of the terminal; nil where the output is none.
    static let width: Int? = {
        guard outputIsTerminal else { return nil }
        var size = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return environment["COLUMNS"].flatMap { Int($0) } ?? 80
    }()

    /// Whether the output may be coloured (no-color.org).
    static let colour =
        outputIsTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"

    /// Whether CSV begins with a byte-order mark: in a file that somebody opens with Excel or WPS it makes Chinese
    /// readable; a program that reads a pipe can do without.
    static let marksCSV = {
        var status = stat()
        return fstat(STDOUT_FILENO, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }()

    /// Says that somebody else is at work and that this is not the end.
    @Sendable static func tellOfWaiting() {
        tell(
            words(
                "另一程序正在入账，等待中（最多 \(SQLiteEventLog.busyTimeoutSeconds) 秒）\n",
                "another process is writing, waiting (up to \(SQLiteEventLog.busyTimeoutSeconds) s)\n"))
    }

    /// Prints. Where nobody takes what is printed, the rest of it is dropped and the command goes on to its end, so that what
    /// it found and recorded decides its code; what is wrong is said once, and `Desk.run` ends with 74. A reader who has
    /// gone, such as `head`, is no fault.
    static func write(_ text: String) { write(Array(text.utf8)) }

    static func write(_ bytes: [UInt8]) {
        guard output.load(ordering: .relaxed) == .open, let code = DraftFile.put(bytes, on: STDOUT_FILENO) else {
            return
        }
        output.store(code == EPIPE ? .left : .failed, ordering: .relaxed)
        if code != EPIPE { tell(Surroundings.unwritable(code) + "\n") }
    }

    /// Prints a part of what is too long to go on with where nobody takes it.
    /// - Throws: `ExitCode`: 74, or success where the reader has gone.
    static func send(_ bytes: [UInt8]) throws {
        write(bytes)
        if output.load(ordering: .relaxed) == .left { throw ExitCode.success }
        try checkOutput()
    }

    /// - Throws: `ExitCode` 74 where something could not be printed; it was said.
    static func checkOutput() throws {
        if output.load(ordering: .relaxed) == .failed { throw Desk.inputOutput }
    }

    /// Says something on standard error, a line or several; what could steer a terminal is made visible, whoever wrote it: names
    /// of files and texts of users stand in messages of every kind. Where it is not taken, there is nobody left to tell.
    static func tell(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Terminal.safe(String($0)) }
        draw(lines.joined(separator: "\n"))
    }

    /// Writes on standard error what moves the cursor on purpose.
    static func draw(_ text: String) { _ = DraftFile.put(Array(text.utf8), on: STDERR_FILENO) }

    private static func unwritable(_ code: Int32) -> String {
        let reason = String(cString: strerror(code))
        return words(
            "写不了标准输出：\(reason)；检查磁盘和重定向；入过账的都已在账上",
            "cannot write to standard output: \(reason); check the disk and where the output goes; what was recorded is in the "
                + "ledger")
    }

    /// What became of standard output.
    private enum Output: UInt8, AtomicRepresentable { case open, left, failed }
    private static let output = Atomic(Output.open)

    /// Fills the places of standard streams that are closed with what takes and gives nothing: the next file that is opened
    /// would be taken for one of them.
    static func fillClosedStreams() {
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
            // The lowest free number, so this one. It can't be written: what is printed there is lost and told.
            _ = open("/dev/null", O_RDONLY)
        }
    }
}
