import Foundation
import Glibc
import Ledger
import TestSupport
import Testing

/// Places that can't be written: a folder without the right to, a mount that is read-only, a disk that is really full. The
/// first needs a user who is not root, the others a mount; where the machine has none, the test says so.
@Suite struct UnwritableTests {
    static let canMount = Mount.isAllowed
    static let noMount: Comment = "mounting takes the rights of root, which this machine does not give"

    /// A ledger of the first format, which has to be migrated before it answers.
    private static func old(in clerk: Clerk, _ name: String) throws {
        let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("UpgradeTests/Fixtures/ledger-v1.sqlite")
        try FileManager.default.copyItem(at: fixture, to: clerk.folder.appendingPathComponent(name))
    }

    @Test(.enabled(if: Nobody.exists, "setpriv or the right to use it is not there"))
    func anOldLedgerInAFolderThatIsNotOnesOwnIsLeftAlone() throws {
        let clerk = try Clerk()
        try Self.old(in: clerk, "old.sqlite")
        let before = try clerk.bytes("old.sqlite")
        #expect(chmod(clerk.folder.path, 0o555) == 0)
        defer { chmod(clerk.folder.path, 0o755) }
        for question in ["score --on 2020-06-30", "verify", "append --file x.jsonl", "rebuild"] {
            let answer = try Nobody.run(clerk, question + " --ledger old.sqlite")
            #expect(answer.code == 74, "\(question): \(answer.complaint)")
            #expect(
                answer.complaint.contains("older format") || answer.complaint.contains("can't be written"),
                "\(question): \(answer.complaint)")
            #expect(answer.output.isEmpty, "\(question)")
        }
        #expect(try clerk.bytes("old.sqlite") == before && clerk.files == ["old.sqlite"])
        // The events can be had without a migration.
        #expect(try Nobody.run(clerk, "export --ledger old.sqlite").bytes.count(where: { $0 == 0x0A }) == 299)
    }

    @Test(.enabled(if: Nobody.exists, "setpriv or the right to use it is not there"))
    func aFolderThatIsNotOnesOwnIsReadAndNotWritten() throws {
        let (clerk, answers) = try ReadOnlyTests.clerk()
        #expect(chmod(clerk.folder.path, 0o555) == 0)
        defer { chmod(clerk.folder.path, 0o755) }
        for (question, bytes) in zip(ReadOnlyTests.questions, answers) {
            let answer = try Nobody.run(clerk, question)
            #expect(answer.code == 0 && answer.bytes == bytes, "\(question): \(answer.complaint)")
        }
        // Its key is its owner's alone, as it should be.
        try Self.refusesToWrite(except: ["close 2020-05", "checkpoint -o c"]) { try Nobody.run(clerk, $0) }
    }

    @Test(.enabled(if: canMount, noMount)) func aReadOnlyMountIsReadAndNotWritten() throws {
        let (clerk, answers) = try ReadOnlyTests.clerk()
        let mount = try Mount(at: clerk.folder, copying: clerk.files, readOnly: true)
        defer { mount.end() }
        for (question, bytes) in zip(ReadOnlyTests.questions, answers) {
            let answer = try clerk(question)
            #expect(answer.code == 0 && answer.bytes == bytes, "\(question): \(answer.complaint)")
        }
        try Self.refusesToWrite { try clerk($0) }
    }

    /// Every command that writes ends with 74, speaks of rights, and leaves nothing.
    private static func refusesToWrite(
        except left: [String] = [], _ run: (String) throws -> Clerk.Answer
    ) throws {
        for command in [
            "append report.submitted report_no=1 township=jiapu title=t kind=典型案例 --effective 2020-06-01",
            "retract t1 --reason x", "rebuild", "close 2020-05",
        ] where !left.contains(command) {
            let answer = try run(command)
            #expect(answer.code == 74 && answer.output.isEmpty, "\(command): \(answer.code) \(answer.output)")
            #expect(answer.complaint.contains("can't be written"), "\(command): \(answer.complaint)")
        }
        for command in ["backup copy.sqlite", "checkpoint -o c", "export -o e", "score --on 2020-06-30 -o s.html"]
        where !left.contains(command) {
            let answer = try run(command)
            #expect(answer.code == 74, "\(command): \(answer.code) \(answer.complaint)")
        }
    }

    /// A disk of 3 MB fills up, whatever is doing: what is refused leaves no trace, what was acknowledged stays, and when
    /// there is room again the ledger goes on.
    @Test(.enabled(if: canMount, noMount)) func aDiskThatIsReallyFull() throws {
        let clerk = try Clerk()
        let desk = try Clerk()
        let mount = try Mount(at: clerk.folder, copying: [], megabytes: 3)
        defer { mount.end() }
        #expect(try clerk("init").code == 0)
        try clerk.write("start.jsonl", Clerk.start)
        #expect(try clerk("append --file start.jsonl").code == 0)
        var acknowledged: Int64 = 6
        var root = ""
        var full: Clerk.Answer?
        for batch in 0..<200 where full == nil {
            let lines = (0..<100).map {
                #"{"type":"report.submitted","effective":"2020-06-01","data":{"report_no":"r\#(batch)-\#($0)","#
                    + #""township":"jiapu","title":"\#(String(repeating: "稳", count: 60))","kind":"典型案例"}}"#
            }
            // From another disk: this one has no room for files of the clerk's own.
            try desk.write("batch.jsonl", lines.joined(separator: "\n"))
            let answer = try clerk(["append", "--file", desk.path("batch.jsonl"), "--format", "json"])
            guard answer.code == 0 else {
                full = answer
                break
            }
            acknowledged = try #require(answer.json?["head"]?["size"]?.integer, "\(answer.output)")
            root = answer.json?["head"]?["root"]?.text ?? ""
        }
        let refusal = try #require(full, "the disk fills up")
        #expect(refusal.code == 74 && refusal.complaint.contains("disk is full"), "\(refusal.complaint)")
        #expect(acknowledged > 100, "\(acknowledged)")
        // Everything that was acknowledged is there, and nothing else, also on the full disk.
        for _ in 0..<2 {
            let verified = try clerk("verify --format json")
            #expect(verified.code == 0, "\(verified.output) \(verified.complaint)")
            #expect(verified.json?["head"]?["size"] == .integer(acknowledged))
            #expect(verified.json?["head"]?["root"] == .string(root))
        }
        // Whatever else writes says what is wrong, and leaves no half of a file.
        for (command, file) in [
            ("backup copy.sqlite", "copy.sqlite"), ("export -o all.jsonl", "all.jsonl"),
            ("score --on 2020-06-30 -o score.xlsx", "score.xlsx"),
        ] {
            let answer = try clerk(command)
            guard answer.code != 0 else { continue }
            #expect(answer.code == 74, "\(command): \(answer.code) \(answer.complaint)")
            #expect(!clerk.files.contains(file), "\(command) leaves \(file)")
        }
        try mount.resize(megabytes: 16)
        let more = try clerk(
            "append fair.participated enterprise=\(Clerk.code) fair=f mode=online intended_orders_usd=1 --effective 2020-06-01"
        )
        #expect(more.code == 0, "\(more.complaint)")
        #expect(try clerk("verify --format json").json?["head"]?["size"] == .integer(acknowledged + 1))
    }
}

/// Somebody without the rights of root.
enum Nobody {
    static let program = "/usr/bin/setpriv"
    static let user = "65534"
    static let exists = geteuid() == 0 && access(program, X_OK) == 0 && run(["true"]) == 0

    private static func run(_ arguments: [String]) -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = privileges + arguments
        do { try process.run() } catch { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }

    private static let privileges = ["--reuid", user, "--regid", user, "--clear-groups", "--"]

    static func run(_ clerk: Clerk, _ command: String) throws -> Clerk.Answer {
        let built: URL = try #require(Clerk.program, "the program is built with the tests")
        let words = command.split(separator: " ").map(String.init)
        return try clerk.launch(
            privileges + [built.path] + words, program: URL(fileURLWithPath: program)
        ).wait()
    }
}

/// A small file system in memory (tmpfs) over a folder, which goes when `end` is called.
struct Mount {
    let folder: URL

    static let isAllowed: Bool = {
        guard let folder = try? TemporaryFolder() else { return false }
        defer { folder.remove() }
        guard mount("tmpfs", folder.path, "tmpfs", 0, "size=1m") == 0 else { return false }
        return umount(folder.path) == 0
    }()

    /// - Parameter names: files of the folder that the mount begins with.
    init(at folder: URL, copying names: [String], megabytes: Int = 16, readOnly: Bool = false) throws {
        self.folder = folder
        let files = try names.map { ($0, try Data(contentsOf: folder.appendingPathComponent($0))) }
        try #require(Glibc.mount("tmpfs", folder.path, "tmpfs", 0, "size=\(megabytes)m") == 0)
        for (name, data) in files { try data.write(to: folder.appendingPathComponent(name)) }
        if readOnly {
            try #require(Glibc.mount("tmpfs", folder.path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), "") == 0)
        }
    }

    func resize(megabytes: Int) throws {
        try #require(
            Glibc.mount("tmpfs", folder.path, "tmpfs", UInt(MS_REMOUNT), "size=\(megabytes)m") == 0)
    }

    func end() { umount2(folder.path, Int32(MNT_DETACH)) }
}
