import Foundation
import Ledger
import TestSupport
import Testing

/// Names that are statements, paths, formulas, markup or commands to a terminal: each is only ever a name.
@Suite struct InjectionTests {
    /// What stands in fields of free text: a company's name, a fair, a title, a number of a report.
    static let texts = [
        "'; DROP TABLE events;--", "\"; DELETE FROM live; --", "x' OR '1'='1", "');UPDATE events SET line='';--",
        "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-2+3", "@SUM(A1)", "＝1+1",
        "<script>alert(1)</script>", "</td><img src=x onerror=alert(1)>", "&lt;b&gt;", "[x](javascript:alert(1))",
        "| a | b |", "../../../../etc/passwd", "/dev/zero", "$(touch pwned)", "`touch pwned`", "%s%n%x", "{{7*7}}",
        "\u{202E}gnp.exe", "\u{FEFF}x", "\u{E0041}x", "‮公司", "x\u{2028}y",
    ]
    /// What no field takes: it could steer a terminal, or is no character of a text.
    static let refused = ["\u{1B}[2J\u{1B}]0;title\u{7}", "\u{9B}31m", "a\0b", "a\u{7F}b", "a\nb", "a\tb"]

    private static func json(_ text: String) -> String { String(decoding: JSON.string(text).canonical, as: UTF8.self) }

    /// A ledger in which every free text is hostile.
    private static func clerk() throws -> Clerk {
        let clerk = try Clerk()
        #expect(try clerk("init").code == 0)
        var lines: [String] = []
        for (number, text) in texts.enumerated() {
            let code = ExampleEnterprise.code(number)
            let name = json(text)
            lines += [
                #"{"type":"enterprise.registered","effective":"2018-01-01","source":\#(name),"data":{"enterprise":"#
                    + #""\#(code)","name":\#(name),"township":"jiapu","export_band":"under_5m_usd"}}"#,
                #"{"type":"fair.participated","effective":"2020-06-01","data":{"enterprise":"\#(code)","#
                    + #""fair":\#(name),"mode":"online","intended_orders_usd":"1"}}"#,
                #"{"type":"report.submitted","effective":"2020-06-01","id":"r\#(number)","actor":\#(name),"data":{"#
                    + #""report_no":\#(name),"title":\#(name),"township":"jiapu","kind":"典型案例"}}"#,
                #"{"type":"investment.approved","effective":"2020-06-01","data":{"approval_no":\#(name),"#
                    + #""enterprise":"\#(code)","project":\#(name),"country":"VN","amount_usd":"5000000"}}"#,
            ]
        }
        try clerk.write("hostile.jsonl", lines.joined(separator: "\n"))
        let answer = try clerk("append --file hostile.jsonl")
        #expect(answer.code == 0, "\(answer.complaint)")
        return clerk
    }

    /// What is told of a file or an argument does not steer the terminal, nor does a scheme's title.
    @Test func noMessageSteersATerminal() throws {
        let clerk = try Clerk.withLedger()
        let evil = "\u{1B}[2J\u{9B}31m"
        let scheme = try #require(try clerk("export --known 1").json?["data"]?["scheme"])
        try clerk.write("s.json", String(decoding: scheme.setting("title", .string(evil)).canonical, as: UTF8.self))
        try clerk.write(evil, "{")
        for arguments in [
            ["scheme", "check", evil], ["scheme", "check", "s.json"], ["scheme", "check", evil + "x"],
            ["append", "--file", evil + "x"], ["append", "--file", evil], ["append", evil], ["import", evil],
            ["template", "月度进出口", "-o", evil + "/x.xlsx"], ["dispute", "jiapu", "-o", evil], ["score", evil],
            ["score", "--" + evil], ["score", "--on", evil], ["export", "-o", evil + "/x"], ["explain", evil],
            ["close", "2020-06", "--snapshots", evil + "/x"], ["verify", "--receipt", evil], ["backup", evil],
        ] {
            for lang in ["zh", "en"] {
                let answer = try clerk(arguments + ["--lang", lang])
                let said = answer.complaint + answer.output
                #expect(!said.isEmpty, "\(arguments)")
                #expect(!said.contains("\u{1B}") && !said.contains("\u{9B}"), "\(arguments): \(said)")
            }
        }
    }

    @Test func aNameIsOnlyEverAName() throws {
        let clerk = try Self.clerk()
        let size = Int64(1 + 4 * Self.texts.count)
        // Found again under it, corrected and retracted by it.
        #expect(try clerk("correct r0 title=x --reason '; --yes").code == 0)
        #expect(try clerk(["retract", "r1", "--reason", Self.texts[0]]).code == 0)
        #expect(try clerk(["show", Self.texts[0]]).code == 1, "no event has that id")
        #expect(try clerk(["receipt", "'; DROP TABLE events;--"]).code == 1)
        #expect(try clerk(["score", "--township", "x' OR '1'='1"]).code == 1)
        let log = try clerk(["log", "--enterprise", "x' OR '1'='1", "--format", "json"])
        // The one event that has this for its subject, and no other.
        #expect(log.json?["events"]?.array?.count ?? 0 <= 1, "\(log.output)")
        let exported = try clerk("export").bytes.split(separator: 0x0A).map { try Event(line: Array($0)) }
        #expect(exported.count == Int(size) + 2)
        #expect(exported.filter { $0.type == "fair.participated" }.map { $0.data["fair"]?.text } == Self.texts)
        let verified = try clerk("verify")
        #expect(verified.code == 0, "\(verified.complaint)")
        #expect(clerk.files.contains { $0.hasPrefix("pwned") } == false)
    }

    /// No page hands a terminal, a browser or a spreadsheet something to run.
    @Test func noPageRunsWhatANameSays() throws {
        let clerk = try Self.clerk()
        let questions = [
            "log", "show r4", "explain jiapu --on 2020-06-30 --evidence all",
            "statement jiapu --month 2020-06 --clock effective",
            "audit 2020-06-30", "score --on 2020-06-30", "progress --on 2020-06-30",
        ]
        for question in questions {
            let text = try clerk(question)
            #expect(text.code == 0, "\(question): \(text.complaint)")
            for scalar in text.output.unicodeScalars {
                let isSteering =
                    scalar.value < 0x20 && scalar != "\n" || (0x7F..<0xA0).contains(scalar.value)
                    || (0x202A...0x202E).contains(scalar.value) || (0xE0000...0xE007F).contains(scalar.value)
                if isSteering { Issue.record("\(question): U+\(String(scalar.value, radix: 16))") }
            }
            let page = try clerk(question + " -o page.html")
            #expect(page.code == 0, "\(question): \(page.complaint)")
            let html = String(decoding: try clerk.bytes("page.html"), as: UTF8.self)
            #expect(!html.contains("<script>alert") && !html.contains("<img src=x"), "\(question)")
            // A cell that a spreadsheet would run begins with a quotation mark that it shows instead.
            let csv = try clerk(question + " --format csv").output.replacing("\u{FEFF}", with: "")
            for line in csv.split(separator: "\r\n") {
                for cell in Self.cells(line) where Self.isRun(cell) { Issue.record("\(question): \(cell)") }
            }
        }
        // In a workbook texts are texts: what is a formula there is the program's own.
        let book = try clerk("log -o log.xlsx")
        #expect(book.code == 0, "\(book.complaint)")
        let sheet = try WorkbookPart.text("xl/worksheets/sheet1.xml", of: clerk.path("log.xlsx"))
        #expect(!sheet.contains("cmd|") && !sheet.contains("HYPERLINK"), "a name stands among the formulas")
        let strings = try WorkbookPart.text("xl/sharedStrings.xml", of: clerk.path("log.xlsx"))
        #expect(strings.contains("cmd|") || !sheet.contains("<f>"))
    }

    private static func cells(_ line: Substring) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                cells.append("")
            } else {
                cells[cells.count - 1].append(character)
            }
        }
        return cells
    }

    private static func isRun(_ cell: String) -> Bool {
        guard let first = cell.unicodeScalars.first, "=+-@\t\r＝＋－＠".unicodeScalars.contains(first) else { return false }
        // A number with its sign is shown.
        return cell.dropFirst().contains { !$0.isNumber && $0 != "." && $0 != "," }
    }

    @Test func whatSteersATerminalIsRefused() throws {
        let clerk = try Clerk.withLedger()
        for text in Self.refused {
            try clerk.write(
                "x.jsonl",
                #"{"type":"report.submitted","effective":"2020-06-01","data":{"report_no":"1","title":\#(Self.json(text)),"#
                    + #""township":"jiapu","kind":"典型案例"}}"#)
            let answer = try clerk("append --file x.jsonl")
            #expect(answer.code == 1, "\(text.debugDescription)")
            #expect(
                answer.complaint.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" },
                "\(answer.complaint.debugDescription)")
        }
        for id in ["a b", "a/b", "a\\b", "'", "a\u{1B}b", "长", "", String(repeating: "a", count: 65)] {
            let answer = try clerk([
                "append", "report.submitted", "report_no=1", "title=t", "township=jiapu", "kind=典型案例", "--effective",
                "2020-06-01", "--id", id,
            ])
            #expect(answer.code == 1 || answer.code == 64, "\(id.debugDescription): \(answer.code)")
        }
        #expect(try clerk("verify --format json").json?["head"]?["size"] == .integer(6))
    }

    /// A path is a path: not a URI with options, not a name for memory that is gone at the end, not a command.
    @Test(arguments: [
        ":memory:", "file:x.sqlite?mode=memory", "file:x.sqlite?vfs=none", "a b;touch pwned.sqlite", "$(touch pwned)",
        "-x",
        "x'; DROP TABLE events;--", "%00", "县\u{202E}x",
    ]) func aPathIsOnlyEverAPath(path: String) throws {
        let clerk = try Clerk()
        let made = try clerk(["init", "--ledger=\(path)"])
        #expect(made.code == 0, "\(made.complaint)")
        #expect(clerk.files.contains(path), "\(clerk.files)")
        try clerk.write("start.jsonl", Clerk.start)
        let appended = try clerk(["append", "--file", "start.jsonl", "--ledger=\(path)"])
        #expect(appended.code == 0, "\(appended.complaint)")
        let verified = try clerk(["verify", "--ledger=\(path)", "--format", "json"])
        #expect(verified.code == 0 && verified.json?["head"]?["size"] == .integer(6), "\(verified.complaint)")
        let backup = try clerk(["backup", path + ".copy", "--ledger=\(path)"])
        #expect(backup.code == 0 || path == "-x", "\(backup.complaint)")
        if backup.code == 0 { #expect(clerk.files.contains(path + ".copy"), "\(clerk.files)") }
        #expect(!clerk.files.contains("pwned") && !clerk.files.contains("pwned.sqlite"))
    }

    @Test func noPathAtAllIsRefused() throws {
        let clerk = try Clerk()
        for command in ["init", "score", "verify"] {
            #expect(try clerk([command, "--ledger="]).code != 0, "\(command)")
        }
        #expect(clerk.files == [])
    }

    /// What a scheme calls itself names a folder below the folder of closed months, whatever it is.
    @Test func aSchemesIdLeadsNowhereElse() throws {
        let clerk = try Clerk()
        #expect(try clerk("init --ledger first.sqlite").code == 0)
        let line = try #require(try clerk("export --ledger first.sqlite").bytes.split(separator: 0x0A).first)
        let adopted = try #require(try Event(line: Array(line)).data["scheme"])
        for id in ["..", ".", "..."] {
            let members = (adopted.object ?? []).map { $0.key == "id" ? JSON.Member("id", .string(id)) : $0 }
            try clerk.write("scheme.json", String(decoding: JSON.members(members).canonical, as: UTF8.self))
            let ledger = "ledger\(id.count).sqlite"
            #expect(try clerk("init --ledger \(ledger) --scheme scheme.json").code == 0)
            let closed = try clerk("close 2020-06 --ledger \(ledger) --snapshots closed/\(id.count) --format json")
            #expect(closed.code == 0, "\(closed.complaint)")
            let file = try #require(closed.json?["file"]?.text)
            #expect(
                URL(fileURLWithPath: file).standardized.path.hasPrefix(
                    clerk.folder.appendingPathComponent("closed/\(id.count)/").standardized.path), "\(file)")
            let folder = URL(fileURLWithPath: file).deletingLastPathComponent().lastPathComponent
            #expect(folder == "scheme" + id, "\(file)")
        }
    }
}
