import Foundation
import Glibc
import Ledger
import Reports

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

    static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
    static func tell(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
