import Foundation
import Ledger
import TestSupport
import Testing

/// `audit`, `explain`, `statement`, `replay`, `diff`, `close`, `what-if`, `dispute` and `prove --month` as they are run.
@Suite struct AuditCommandTests {
    /// A ledger with two reports in June, the second one after June was closed.
    static func withClosedMonth(locale: String = "en_US.UTF-8") throws -> Clerk {
        let clerk = try Clerk.withLedger(locale: locale)
        try report(clerk, "R1", "jiapu")
        #expect(try clerk("close 2020-06").code == 0)
        try report(clerk, "R2", "meishan")
        return clerk
    }

    static func report(_ clerk: Clerk, _ number: String, _ township: String) throws {
        let answer = try clerk(
            "append report.submitted report_no=\(number) township=\(township) title=稳外贸 kind=典型案例 --effective 2020-06-10"
        )
        #expect(answer.code == 0, "\(answer.complaint)")
    }

    // MARK: - Exit codes

    static let exitCodes: [(String, Int32)] = [
        ("audit 2020-06-30", 0), ("audit 2020-06-30 --township 夹浦", 0), ("audit 2020-06-30 --township 夹浦乡", 1),
        ("audit 1999-12-31", 1), ("audit 2020-02-30", 64), ("audit", 64), ("audit 2020-06-30 --ledger none.sqlite", 74),
        ("explain jiapu --on 2020-06-30", 0), ("explain jiapu reports --on 2020-06-30", 1),
        ("explain nowhere --on 2020-06-30", 1), ("explain jiapu --on 1999-12-31", 1),
        ("explain jiapu --on 2020-06-30 --known 99", 1), ("explain jiapu --evidence x --on 2020-06-30", 64),
        ("explain jiapu --evidence -1 --on 2020-06-30", 64), ("explain", 64),
        ("explain jiapu --ledger none.sqlite", 74), ("statement jiapu --month 2020-06", 1),
        ("statement jiapu --month 2020-06 --clock effective", 0), ("statement nowhere --month 2020-06", 1),
        ("statement jiapu --month 1999-06", 1), ("statement jiapu", 64),
        ("statement jiapu --month 2020-06 --from x", 64),
        ("statement jiapu --month 2020-06 --from 1990-01-01", 64),
        ("statement jiapu --month 2020-06 --to 2999-01-01", 64), ("statement jiapu --from 2020-06-01", 64),
        ("log --from 2020-06-30 --to 2020-06-01", 64), ("log --from 2020-06-01 --to 2020-06-01", 0),
        ("receipt nosuch --key k.key", 1), ("prove --month 2020-06 --township jiapu --key k.key", 1),
        ("catalog --format csv", 64), ("verify --format csv", 64),
        ("statement jiapu --from 2020-06-30 --to 2020-06-01", 64),
        ("statement jiapu --from 2000-01-01 --to 2020-06-01", 64),
        ("statement jiapu --month 2020-06 --ledger none.sqlite", 74), ("replay 2020-06", 0),
        ("replay 2020-06 --clock effective", 0), ("replay 2020-13", 64), ("replay 2020-06 --ledger none.sqlite", 74),
        ("diff --on 2020-05-31 --on 2020-06-30", 0), ("diff --on 2020-06-30 --known 4", 0),
        ("diff --on 2020-06-30 --known 4 --known 6", 0), ("diff --on 2020-06-30", 64), ("diff --known 4", 64),
        ("diff --on 1999-12-31 --known 4", 1), ("diff --on 2020-06-30 --known 4 --known 99", 1),
        ("diff --on 2020-06-30 --known 4 --ledger none.sqlite", 74), ("close 2999-11", 1), ("close 1999-11", 1),
        ("close 2020-6", 64), ("close", 64), ("close 2020-06 --ledger none.sqlite", 74),
        (
            "what-if report.submitted report_no=Z township=jiapu title=t kind=典型案例 --effective 2020-06-01 --on 2020-06-30",
            0
        ),
        ("what-if report.submitted report_no=Z township=nowhere title=t kind=典型案例 --effective 2020-06-01", 1),
        ("what-if nothing a=b", 64), ("what-if", 64), ("what-if --file start.jsonl --reach jiapu 1", 64),
        ("what-if --file missing.jsonl", 74), ("what-if --scheme missing.json", 74),
        ("what-if --scheme start.jsonl", 1),
        ("what-if --reach jiapu 1 --on 2020-06-30", 0), ("what-if --reach nowhere 1 --on 2020-06-30", 1),
        ("what-if --reach jiapu 1 --on 1999-12-31", 1), ("what-if --reach jiapu 99999 --on 2020-06-30", 64),
        ("what-if --reach jiapu", 64), ("what-if --reach jiapu 1 --ledger none.sqlite", 74),
        ("dispute nowhere --on 2020-06-30 -o d", 1), ("dispute jiapu --on 1999-12-31 -o d", 1),
        ("dispute jiapu --on 2020-06-30", 64), ("dispute jiapu --on 2020-06-30 -o start.jsonl", 1),
        ("dispute jiapu --on 2020-06-30 -o start.jsonl/d", 74), ("dispute jiapu -o d --ledger none.sqlite", 74),
        ("prove --month 2020-06 --township jiapu -o line.json", 1), ("prove", 64), ("prove --month 2020-06", 64),
        ("prove --township jiapu", 64), ("prove --month 2020-06 --township jiapu --from start.jsonl", 64),
        ("prove --month 2020-06 --township jiapu --to 4", 64), ("prove --from start.jsonl --edition 1", 64),
        ("prove --month 2020-06 --township jiapu --edition 0", 64), ("verify --line start.jsonl", 1),
        ("verify --line missing.json", 74),
    ]

    @Test func exitCodesSayWhatBecameOfIt() throws {
        let english = try Clerk.withLedger()
        let chinese = try Clerk.withLedger(locale: "zh_CN.UTF-8")
        for (command, code) in Self.exitCodes {
            let answers = [try english(command), try chinese(command)]
            for answer in answers {
                #expect(answer.code == code, "\(command): \(answer.complaint)")
                #expect((code == 0) == answer.complaint.isEmpty, "\(command): \(answer.complaint)")
                #expect((code == 0) != answer.output.isEmpty, "\(command): \(answer.output)")
            }
            // What was refused is told in the language of who asked.
            guard code == 1 || code == 74 else { continue }
            #expect(answers[0].complaint != answers[1].complaint, "\(command)")
            let wide = answers[0].complaint.unicodeScalars.filter {
                (0x3000...0x303F).contains($0.value) || $0.value >= 0xFF00
            }
            #expect(wide.isEmpty, "\(command): \(answers[0].complaint)")
        }
        for clerk in [english, chinese] {
            #expect(!clerk.files.contains { $0 == "d" || $0.hasPrefix("none") || $0 == "line.json" }, "\(clerk.files)")
            #expect(try clerk("verify --format json").json?["head"]?["size"] == .integer(6))
        }
    }

    // MARK: - Answers

    /// A goal is data, whatever the reader speaks.
    @Test(arguments: ["zh", "en"]) func aGoalIsData(lang: String) throws {
        let clerk = try Self.withClosedMonth()
        let rank = try clerk("what-if --reach jiapu 3 --on 2020-06-30 --format json --lang \(lang)")
        #expect(rank.json?["goal"] == .members([.init("rank", .integer(3))]), "\(rank.output)")
        let points = try clerk("what-if --reach jiapu 90 --on 2020-06-30 --format json --lang \(lang)")
        #expect(points.json?["goal"] == .members([.init("points", .string("90.00"))]), "\(points.output)")
    }

    /// What asks for nothing that is there leaves no key behind.
    @Test func aKeyIsMadeForSomethingToSign() throws {
        let clerk = try Clerk.withLedger()
        for command in ["receipt nosuch", "prove --month 2020-06 --township jiapu"] {
            #expect(try clerk("\(command) --key k.key").code == 1)
            #expect(!clerk.files.contains("k.key"), "\(command)")
        }
        #expect(try clerk("receipt t1 --key k.key").code == 0 && clerk.files.contains("k.key"))
    }

    /// What people read is in their language, what programs read is the same in both.
    @Test func pagesSpeakBothLanguagesAndJSONOne() throws {
        let clerk = try Self.withClosedMonth()
        let commands: [(String, zh: String, en: String, keys: [String])] = [
            ("audit 2020-06-30", "公布", "published", ["on", "stages", "total"]),
            ("audit 2020-06-30 --township jiapu", "当时没有施行", "restated", ["on", "stages", "total"]),
            ("explain jiapu --on 2020-06-30", "第", "rank", ["items", "on", "total", "township"]),
            ("statement jiapu --month 2020-06 --clock effective", "期末", "closing", ["closing", "lines", "opening"]),
            ("replay 2020-06 --clock effective", "2020-06-10", "2020-06-10", ["days", "month"]),
            ("diff --on 2020-06-30 --known 7", "入账至", "recorded up to", ["a", "b", "changes"]),
            ("what-if --reach jiapu 1 --on 2020-06-30", "已经达到", "reached already", ["goal", "reached", "ways"]),
            (
                "what-if report.submitted report_no=Z township=jiapu title=t kind=典型案例 --effective 2020-06-01 --on 2020-06-30",
                "试算", "what if", ["a", "b", "changes"]
            ),
        ]
        for (command, zh, en, keys) in commands {
            let chinese = try clerk(command + " --lang zh")
            let english = try clerk(command + " --lang en")
            #expect(chinese.code == 0 && english.code == 0, "\(command): \(chinese.complaint)\(english.complaint)")
            #expect(chinese.output.contains(zh), "\(command): \(chinese.output)")
            #expect(english.output.contains(en), "\(command): \(english.output)")
            #expect(chinese.output != english.output, "\(command)")
            for answer in [chinese, english] {
                #expect(answer.bytes.last == 0x0A && !answer.bytes.contains(0x1B), "\(command)")
            }
            let text = try clerk(command + " --format json")
            let json = try #require(text.json, "\(command): \(text.output)")
            #expect(json.canonical + [0x0A] == text.bytes, "\(command) is canonical")
            for key in keys { #expect(json[key] != nil, "\(command) has \(key): \(json.shown)") }
            let rows = CommandTests.cells(try clerk(command + " --format csv").output)
            if !command.contains("--reach") {
                #expect(rows.count > 1 && rows.allSatisfy { $0.count == rows[0].count }, "\(command)")
            }
        }
    }

    @Test func anAuditTellsWhatWasPublishedAndWhatCameLater() throws {
        let clerk = try Self.withClosedMonth()
        let stages = try clerk("audit 2020-06-30 --format json").json?["stages"]?.array
        let published = stages?.filter { $0["stage"] == .string("published") }
        #expect(published?.count == 1 && published?.first?["true"] == .boolean(true))
        #expect(published?.first?["edition"] == .integer(1))
        func total(_ stage: String, _ township: String) -> String? {
            stages?.first { $0["stage"]?.text == stage }?["table"]?["townships"]?.array?
                .first { $0["id"]?.text == township }?["total"]?.text
        }
        #expect(total("published", "jiapu") != nil && total("published", "jiapu") == total("restated", "jiapu"))
        #expect(total("published", "meishan") != total("restated", "meishan"))
        let score = try clerk("score --on 2020-06-30 --format json --township meishan").json?["townships"]?.array
        #expect(total("restated", "meishan") == score?.first?["total"]?.text)
    }

    /// On the clock of recording everything came on the days on which this test runs.
    @Test func aStatementByRecordingGoesFromNothingToTheScore() throws {
        let clerk = try Self.withClosedMonth()
        let times = try #require(try clerk("log --format json").json?["events"]?.array).compactMap {
            $0["event"]?["recorded_at"]?.text.flatMap { Instant(rfc3339: $0) }?.shanghaiDate
        }
        let first = try #require(times.first)
        let last = try #require(times.last)
        let before = CivilDate(daysSinceEpoch: first.daysSinceEpoch - 1)
        let statement = try clerk("statement jiapu --from \(before) --to \(last) --format json").json
        let total = try clerk("score --on \(last) --township jiapu --format json").json?["townships"]?.array?.first?[
            "total"]
        #expect(statement?["opening"] == .string("0.00") && statement?["closing"] == total && total != nil)
        // Nothing was known in June itself, and no scheme with it.
        #expect(try clerk("statement jiapu --month 2020-06").complaint.contains("--clock effective"))
    }

    // MARK: - Closing

    @Test func aMonthIsClosedOnceForEachTable() throws {
        let clerk = try Clerk.withLedger(locale: "zh_CN.UTF-8")
        let first = try clerk("close 2020-06 --format json")
        #expect(first.json?["edition"] == .integer(1) && first.json?["seq"] == .integer(7), "\(first.complaint)")
        let again = try clerk("close 2020-06")
        #expect(again.code == 1 && again.complaint.contains("自第 1 版（第 7 条）以来得分没有变动"), "\(again.complaint)")
        #expect(try clerk("close 2020-06 --lang en").complaint.contains("nothing of 2020-06 changed since edition 1"))
        let file = "snapshots/changxing-2020/2020-06.json"
        let before = try clerk.bytes(file)
        try Self.report(clerk, "R1", "jiapu")
        let second = try clerk("close 2020-06")
        #expect(second.code == 0 && second.output.contains("第 2 版") && second.output.contains("2020-06.2.json"))
        #expect(try clerk.bytes(file) == before, "the first edition stays")
        let verified = try clerk("verify")
        #expect(verified.code == 0 && verified.output.contains("2 份封账文件相符"), "\(verified.output)")
        #expect(try clerk("verify --format json").json?["snapshots"] == .integer(2))
    }

    /// Another file where a month's should be is not taken for it, whenever it came there.
    @Test func aForeignFileIsNotTheMonths() throws {
        let clerk = try Clerk.withLedger()
        let folder = clerk.folder.appendingPathComponent("snapshots/changxing-2020")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try clerk.write("snapshots/changxing-2020/2020-05.json", "garbage\n")
        for _ in 0..<2 {
            let answer = try clerk("close 2020-05")
            #expect(answer.code == 1 && answer.output.isEmpty, "\(answer.code) \(answer.output)")
            #expect(answer.complaint.contains("2020-05.json is another file"), "\(answer.complaint)")
            #expect(try clerk.bytes("snapshots/changxing-2020/2020-05.json") == Array("garbage\n".utf8))
        }
        // Another month's is told, and is no reason not to close this one.
        let other = try clerk("close 2020-06")
        #expect(other.code == 0 && other.complaint.contains("2020-05.json is another file"), "\(other.complaint)")
        try FileManager.default.removeItem(at: folder.appendingPathComponent("2020-05.json"))
        #expect(try clerk("close 2020-05").code == 0)
        #expect(try clerk("verify").code == 0)
    }

    /// Where the file of an earlier month can't be written, this one is not closed, and nobody is told that it is.
    @Test func anEarlierFileThatCannotBeWrittenIsNotThisMonths() throws {
        let clerk = try Clerk.withLedger()
        try clerk.write("snapshots", "a file where the folder should be\n")
        #expect(try clerk("close 2020-05").code == 74)
        let answer = try clerk("close 2020-02")
        #expect(answer.code == 74, "\(answer.complaint)")
        #expect(
            answer.complaint.contains("2020-05 is closed") && answer.complaint.contains("2020-02 was not closed"),
            "\(answer.complaint)")
        #expect(try clerk("log --type month.closed --format json").json?["events"]?.array?.count == 1)
    }

    /// The closing is recorded before its file can fail; the next run makes good for the file.
    @Test(arguments: ["zh", "en"]) func aFileThatCouldNotBeWrittenComesWithTheNextClosing(lang: String) throws {
        let clerk = try Clerk.withLedger()
        try clerk.write("snapshots", "a file where the folder should be\n")
        let failed = try clerk("close 2020-06 --lang \(lang)")
        #expect(failed.code == 74 && failed.output.isEmpty)
        #expect(failed.complaint.contains(lang == "zh" ? "账已封" : "2020-06 is closed"), "\(failed.complaint)")
        #expect(try clerk("log --type month.closed --format json").json?["events"]?.array?.count == 1)
        #expect(try clerk("close 2020-06").code == 74, "still in the way")
        try FileManager.default.removeItem(atPath: clerk.path("snapshots"))
        // Nothing to close again, but the file is there now, and is the one that the ledger makes.
        let late = try clerk("close 2020-06 --format json")
        #expect(late.code == 0 && late.json?["edition"] == .integer(1), "\(late.complaint)")
        #expect(try clerk("close 2020-06").code == 1, "now there is nothing left to do")
        let verified = try clerk("verify --format json")
        #expect(verified.code == 0 && verified.json?["snapshots"] == .integer(1), "\(verified.output)")
        #expect(try clerk("log --type month.closed --format json").json?["events"]?.array?.count == 1)
    }

    @Test func aTamperedSnapshotIsNamedByItsPart() throws {
        let clerk = try Self.withClosedMonth()
        let name = "snapshots/changxing-2020/2020-06.json"
        let original = String(decoding: try clerk.bytes(name), as: UTF8.self)
        let note = try #require(try JSONReader.read(original.utf8)["checkpoint"]?.text)
        let root = note.split(separator: "\n")[2]
        let signature = String(try #require(note.split(separator: " ").last).dropLast())
        // A character in the middle of the signature's base64: 64 bytes behind 4 of the key's hash.
        var other = Array(signature)
        other[40] = other[40] == "A" ? "B" : "A"
        let changes: [(String, String, part: String, zh: String)] = [
            ("\"rank\":1,", "\"rank\":2,", "table is not what the ledger makes", "table 与账本重算的不符"),
            ("\"edition\":1,", "\"edition\":2,", "edition is not", "edition 与"),
            ("\"fair.visits\":1", "\"fair.visits\":2", "progress is not", "progress 与"),
            ("\"step\":\"0.2\"", "\"step\":\"0.3\"", "scheme is not", "scheme 与"),
            ("\\\"rows\\\":11", "\\\"rows\\\":12", "table_heading is not", "table_heading 与"),
            ("{\"checkpoint\"", "{\"added\":1,\"checkpoint\"", "added is not", "added 与"),
            ("\"month\":\"2020-06\",", "", "month is not", "month 与"),
            ("\\n\(root)\\n", "\\n\(MerkleTree.emptyRoot.base64)\\n", "checkpoint is not", "checkpoint 与"),
            (signature, String(other), "not signed by the ledger's key", "不是本账的密钥签的"),
            ("}\n", "} \n", "not in canonical form", "不是规范形式"),
        ]
        for (old, new, part, zh) in changes {
            let changed = original.replacing(old, with: new)
            #expect(changed != original, "\(old) is in the file")
            try clerk.write(name, changed)
            let answer = try clerk("verify")
            #expect(answer.code == 1 && answer.complaint.contains("2020-06.json: "), "\(old): \(answer.complaint)")
            #expect(answer.complaint.contains(part), "\(old): \(answer.complaint)")
            #expect(!answer.output.contains("verified"), "\(old)")
            #expect(try clerk("verify --lang zh").complaint.contains(zh), "\(old)")
            let json = try clerk("verify --format json")
            #expect(json.code == 1 && json.json?["valid"] == .boolean(false), "\(old)")
        }
        try clerk.write(name, original)
        #expect(try clerk("verify").code == 0)
    }

    // MARK: - What if

    @Test func whatIfRecordsNothingWhateverTheWay() throws {
        let clerk = try Self.withClosedMonth()
        let before = try clerk("export").bytes
        try clerk.write(
            "more.jsonl",
            """
            {"type":"report.submitted","effective":"2020-06-11","data":{"report_no":"Z1","township":"jiapu","title":"t","kind":"典型案例"}}
            {"type":"monitoring.scored","data":{"township":"jiapu","month":"2020-06","score":"80"}}

            """)
        let draft = String(decoding: try TemporaryLedger.builtInScheme().canonical, as: UTF8.self)
            .replacing("\"step\":\"0.2\"", with: "\"step\":\"0.5\"")
        try clerk.write("draft.json", draft)
        func total(_ json: JSON?, _ side: String) -> String? {
            json?["townships"]?.array?.first { $0["id"]?.text == "jiapu" }?[side]?["total"]?.text
        }
        for command in [
            "what-if report.submitted report_no=Z township=jiapu title=t kind=典型案例 --effective 2020-06-01 --on 2020-06-30",
            "what-if --file more.jsonl --on 2020-06-30", "what-if --scheme draft.json --year 2020",
            "what-if --reach jiapu 1 --on 2020-06-30", "what-if --reach jiapu 30.00 --on 2020-06-30",
        ] {
            for format in ["table", "csv", "json"] {
                let answer = try clerk(command + " --format \(format)")
                #expect(answer.code == 0 && !answer.output.isEmpty, "\(command): \(answer.complaint)")
            }
            #expect(try clerk("export").bytes == before, "\(command)")
        }
        // Each month of the year has its own line of JSON.
        let months = try clerk("what-if --scheme draft.json --year 2020 --format json").output.split(separator: "\n")
        #expect(months.count == 12)
        for month in months { #expect((try? JSONReader.read(Array(month.utf8))) != nil) }
        // A batch that would be refused is refused here as well, by file and line.
        try clerk.write("bad.jsonl", "{\"type\":\"report.submitted\"}\n")
        let refused = try clerk("what-if --file bad.jsonl")
        #expect(refused.code == 1 && refused.complaint.hasPrefix("bad.jsonl:1"), "\(refused.complaint)")
        #expect(try clerk("export").bytes == before)
        #expect(try clerk("verify").code == 0)
    }

    /// What `what-if` says is what `score` says once it is recorded.
    @Test func whatIfIsWhatComesTrue() throws {
        let clerk = try Self.withClosedMonth()
        let fact = "report.submitted report_no=Z township=jiapu title=t kind=典型案例 --effective 2020-06-01"
        let supposed = try clerk("what-if \(fact) --on 2020-06-30 --format csv").output
        #expect(try clerk("append \(fact)").code == 0)
        let total = try #require(
            try clerk("score --on 2020-06-30 --township jiapu --format json").json?["townships"]?.array?.first?[
                "total"]?
                .text)
        let row = try #require(CommandTests.cells(supposed).first { $0.contains("jiapu") })
        #expect(row.contains(total), "\(row) has \(total)")
    }

    // MARK: - Disputes

    static let hasPython = (try? python(["--version"], in: nil))?.code == 0

    static func python(_ arguments: [String], in folder: URL?) throws -> (code: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.currentDirectoryURL = folder
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }

    @Test(.enabled(if: hasPython, "python3 is not installed: a dispute's own verifier was not run"))
    func aDisputeVerifiesByItsOwnProgram() throws {
        let clerk = try Self.withClosedMonth(locale: "zh_CN.UTF-8")
        let answer = try clerk("dispute 夹浦镇 --on 2020-06-30 -o d")
        #expect(answer.code == 0 && answer.output.contains("份回执"), "\(answer.complaint)")
        let folder = clerk.folder.appendingPathComponent("d")
        let vkey = String(decoding: try clerk.bytes("d/vkey.txt"), as: UTF8.self)
        let receipts = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/receipts").sorted()
        // The trade figures and the report that the points of jiapu come from.
        #expect(receipts.count == 3 && receipts.contains("t1.json") && receipts.contains("t2.json"), "\(receipts)")
        for receipt in receipts {
            let checked = try Self.python(["verify_receipt.py", "receipts/" + receipt, vkey], in: folder)
            #expect(checked.code == 0 && checked.output.contains("inclusion    valid"), "\(checked.output)")
            #expect(try clerk("verify --receipt d/receipts/\(receipt) --vkey d/vkey.txt").code == 0)
        }
        let explanation = try JSONReader.read(clerk.bytes("d/explanation.json"))
        #expect(explanation["township"] == .string("jiapu"))
        #expect(explanation == (try clerk("explain jiapu --on 2020-06-30 --format json").json))
        #expect(try JSONReader.read(clerk.bytes("d/statement.json"))["closing"] == explanation["total"])
        #expect(String(decoding: try clerk.bytes("d/explanation.html"), as: UTF8.self).contains("夹浦镇"))
        #expect(try clerk("verify --checkpoint d/checkpoint.txt").code == 0)
        // A receipt that somebody changed is refused by both programs.
        let broken = String(decoding: try clerk.bytes("d/receipts/t1.json"), as: UTF8.self)
            .replacing("1250000.5", with: "9250000.5")
        try clerk.write("d/receipts/t1.json", broken)
        #expect(try Self.python(["verify_receipt.py", "receipts/t1.json", vkey], in: folder).code == 1)
        let refused = try clerk("verify --receipt d/receipts/t1.json --lang en")
        #expect(refused.code == 1 && refused.complaint.contains("do not trust it"), "\(refused.complaint)")
        // A folder that is there is not written into.
        let again = try clerk("dispute 夹浦镇 --on 2020-06-30 -o d")
        #expect(again.code == 1 && again.complaint.contains("已经存在"))
    }

    /// A receipt has a name that no other id's has.
    @Test func everyReceiptOfADisputeHasItsOwnFile() throws {
        let clerk = try Clerk.withLedger()
        for id in ["a:b", "a_b", "a.b"] {
            let answer = try clerk(
                "append report.submitted report_no=\(id) township=jiapu title=t kind=典型案例 --effective 2020-06-10 --id \(id)"
            )
            #expect(answer.code == 0, "\(answer.complaint)")
        }
        let known = try #require(try clerk("verify --format json").json?["head"]?["size"])
        #expect(try clerk("dispute jiapu --on 2020-06-30 -o d/").code == 0)
        for (id, file) in [("a:b", "a%3Ab"), ("a_b", "a_b"), ("a.b", "a.b")] {
            let receipt = try JSONReader.read(clerk.bytes("d/receipts/\(file).json"))
            #expect(receipt["record"] == .string(id), "\(file)")
        }
        #expect(try JSONReader.read(clerk.bytes("d/explanation.json"))["known"]?["size"] == known)
    }

    // MARK: - One line of a closed month

    @Test func aStrangerChecksOneLineWithoutTheLedger() throws {
        let clerk = try Self.withClosedMonth()
        #expect(try clerk("close 2020-06").code == 0)
        let stranger = try Clerk(locale: "zh_CN.UTF-8")
        try stranger.write("vkey", try clerk("checkpoint --vkey").output)
        let proof = try clerk("prove --month 2020-06 --township 煤山镇")
        #expect(proof.code == 0 && proof.json.map { $0.canonical + [0x0A] } == proof.bytes, "\(proof.complaint)")
        try stranger.write("line.json", proof.output)
        #expect(try clerk("prove --month 2020-06 --township meishan --edition 1 -o first.json").code == 0)
        try stranger.write("first.json", String(decoding: try clerk.bytes("first.json"), as: UTF8.self))

        let published = try JSONReader.read(clerk.bytes("snapshots/changxing-2020/2020-06.2.json"))
        let row = try #require(
            published["table"]?["townships"]?.array?.first { $0["id"] == .string("meishan") })
        let chinese = try stranger("verify --line line.json --vkey vkey")
        #expect(chinese.code == 0 && chinese.output.contains("煤山镇 2020-06 封账表中的一行"), "\(chinese.complaint)")
        #expect(chinese.output.contains("签名：有效") && chinese.output.contains(row["total"]?.text ?? "?"))
        let english = try stranger("verify --line line.json --lang en")
        #expect(english.output.contains("closed table of 2020-06") && english.output.contains("not checked"))
        let json = try stranger("verify --line line.json --line first.json --vkey vkey --format json").json
        let checks = json?["checks"]?.array
        #expect(json?["valid"] == .boolean(true) && checks?.count == 2)
        #expect(checks?.first?["kind"] == .string("line_proof") && checks?.first?["row"] == row)
        #expect(checks?.first?["ledger"] == .string("absent") && checks?.first?["signature"] == .string("valid"))
        #expect(checks?.last?["row"] != row && checks?.last?["township"] == .string("meishan"))

        // With the ledger at hand the receipt is held against it.
        try clerk.write("line.json", proof.output)
        let standing = try clerk("verify --line line.json --format json").json
        #expect(standing?["checks"]?.array?.first?["ledger"] == .string("same"))
        #expect(try clerk("prove --month 2020-06 --township meishan --edition 3").code == 1)
        #expect(try clerk("prove --month 2020-06 --township nowhere").code == 1)
        let open = try clerk("prove --month 2020-05 --township jiapu --lang zh")
        #expect(open.code == 1 && open.complaint.contains("2020-05 还没有封账") && open.output.isEmpty)
        #expect(try clerk("prove --month 2020-06 --township jiapu -o missing/line.json").code == 74)
    }

    @Test func aChangedLineIsRefused() throws {
        let clerk = try Self.withClosedMonth()
        let stranger = try Clerk()
        try stranger.write("vkey", try clerk("checkpoint --vkey").output)
        let proof = try clerk("prove --month 2020-06 --township jiapu").output
        let total = try #require(
            try clerk("score --on 2020-06-30 --known 7 --township jiapu --format json").json?["townships"]?.array?
                .first?[
                    "total"]?.text)
        let changes = [
            ("\\\"total\\\":\\\"\(total)\\\"", "\\\"total\\\":\\\"99.00\\\"", "path: ", "path: "),
            ("\\\"rows\\\":11", "\\\"rows\\\":12", "heading: its SHA-256", "heading: SHA-256"),
            ("\"line\":\"{", "\"line\":\" {", "not in canonical form", "不是规范形式"),
            ("taizhang-line-proof/1", "taizhang-receipt/1", "is it the right file?", "检查是不是给错了文件"),
        ]
        for (old, new, en, zh) in changes {
            let changed = proof.replacing(old, with: new)
            #expect(changed != proof, "\(old) is in the file")
            try stranger.write("line.json", changed)
            let answer = try stranger("verify --line line.json --vkey vkey")
            #expect(answer.code == 1 && answer.output.isEmpty, "\(old)")
            #expect(answer.complaint.hasPrefix("line.json: ") && answer.complaint.contains(en), "\(answer.complaint)")
            #expect(try stranger("verify --line line.json --lang zh").complaint.contains(zh), "\(old)")
        }
        // The right line by the wrong key, and a ledger that never said so.
        try stranger.write("line.json", proof)
        #expect(try stranger("init").code == 0)
        #expect(try stranger("verify --line line.json --vkey vkey").code == 1, "another ledger's history")
        #expect(try stranger("verify --line line.json").code == 1, "another ledger's key")
    }
}
