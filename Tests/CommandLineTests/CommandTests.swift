import Accounts
import Foundation
import Ledger
import Records
import Scoring
import TestSupport
import Testing

@Suite struct CommandTests {
    /// docs: 0 done, 1 refused or failed check, 64 usage, 74 I/O.
    static let exitCodes: [(String, Int32)] = [
        ("--version", 0), ("--help", 0), ("catalog", 0), ("catalog trade.reported", 0), ("catalog nothing", 64),
        ("score --on 2020-05-31", 0), ("score --on 2020-02-30", 64), ("score --on 2020-5-31", 64),
        ("score --known yesterday", 64), ("score --format xml", 64), ("score --lang fr", 64),
        ("score --on 2020-05-31 --township nowhere", 1), ("score --on 2020-05-31 --known 99", 1),
        ("score --on 1999-12-31", 1), ("score --ledger missing.sqlite", 74), ("progress --ledger missing.sqlite", 74),
        ("log --ledger missing.sqlite", 74), ("log --limit 0", 64), ("log --type nothing", 64), ("log --from x", 64),
        ("log --township nowhere", 1), ("show nothing", 1), ("show", 64), ("append", 64), ("append nothing a=b", 64),
        ("append trade.reported month", 64), ("append trade.reported month=2020-05 month=2020-06", 64),
        ("append trade.reported month=2020-05", 1), ("append trade.reported --file start.jsonl", 64),
        ("append --file missing.jsonl", 74), ("append --file start.jsonl", 0),
        ("append --file start.jsonl --ledger missing.sqlite", 74), ("correct t1 --reason r", 64),
        ("import", 64), ("import missing.xlsx", 74), ("import start.jsonl", 1), ("import start.jsonl --correct", 64),
        ("import start.jsonl --reason r", 64), ("import start.jsonl --type nothing", 64),
        ("import start.jsonl --marked x.csv", 64), ("import new.xlsx --marked new.xlsx", 64), ("template", 64),
        ("template nothing -o new.sqlite.xlsx", 64), ("template -o missing.pdf", 64), ("template -o missing.csv", 64),
        ("template fair.participated -o missing/x.xlsx", 74),
        ("correct t1 export_cny=1", 64), ("correct nothing export_cny=1 --reason r", 1), ("retract t1", 64),
        ("retract nothing --reason r", 1), ("retract e1 --reason r", 1), ("verify", 0), ("verify --root AAAA", 1),
        ("verify --ledger start.jsonl", 74), ("export -o missing/all.jsonl", 74), ("export", 0),
        ("restore missing.jsonl --ledger new.sqlite", 74), ("restore start.jsonl --ledger new.sqlite", 1),
        ("restore start.jsonl --ledger new.sqlite --root x", 64), ("restore start.jsonl", 1), ("init", 1),
        ("init --scheme start.jsonl --ledger new.sqlite", 1), ("init --scheme missing.json --ledger new.sqlite", 74),
        ("scheme list", 0), ("scheme show --on 2020-05-31", 0), ("scheme show --on 1999-12-31", 1),
        ("scheme check start.jsonl", 1), ("scheme check missing.json", 74), ("rebuild", 0), ("nothing", 64),
    ]

    @Test func exitCodesSayWhatBecameOfIt() throws {
        let clerk = try Clerk.withLedger()
        for (command, code) in Self.exitCodes {
            let answer = try clerk(command)
            #expect(answer.code == code, "\(command): \(answer.complaint)")
            // What fails says why, on standard error; what is asked for by a program stays alone on standard output.
            #expect((code == 0) || !answer.complaint.isEmpty, "\(command)")
            #expect((code == 0) || answer.output.isEmpty, "\(command): \(answer.output)")
        }
        #expect(!clerk.files.contains { $0.hasPrefix("new.sqlite") || $0.hasPrefix("missing") }, "\(clerk.files)")
        #expect(try clerk("verify --format json").json?["head"]?["size"] == .integer(6))
    }

    @Test func theVersion() throws { #expect(try Clerk()("--version").output == "taizhang 0.1.0\n") }

    // MARK: - Answers

    @Test func jsonAnswersAreTheOffices() throws {
        let clerk = try Clerk.withLedger()
        let office = Office(
            log: try SQLiteEventLog.open(path: clerk.ledger, readOnly: true), clock: { Instant.latest },
            newID: { _ in "" })
        for (question, on, known) in [
            ("--on 2020-05-31", "2020-05-31", Known.everything), ("--on 2020-06-30 --known 4", "2020-06-30", .size(4)),
            ("--on 2020-12-31 --known 9999-12-31", "2020-12-31", .everything),
        ] {
            let date = try #require(CivilDate(on))
            let (table, head) = try office.score(on: date, known: known)
            #expect(try clerk("score \(question) --format json").json == table.json(head: head))
            #expect(try clerk("score \(question) --format json --rebuild").json == table.json(head: head))
            let (progress, _) = try office.progress(on: date, known: known)
            #expect(try clerk("progress \(question) --format json").json == progress.json(head: head))
            #expect(try clerk("progress \(question) --format json --rebuild").json == progress.json(head: head))
        }
    }

    /// A township is taken by id, by name, and by the beginning or a part that only one has.
    @Test(arguments: ["jiapu", "夹浦镇", "夹浦", "jia", "JIAPU", " 夹浦镇 "]) func townshipsByWhatTheyAreCalled(name: String)
        throws
    {
        let clerk = try Clerk.withLedger()
        let answer = try clerk(["score", "--on", "2020-05-31", "--format", "json", "--township", name])
        #expect(answer.json?["townships"]?.array?.map { $0["id"] } == [.string("jiapu")])
        let appended = try clerk([
            "append", "monitoring.scored", "township=\(name)", "month=2020-05", "score=9", "--format", "json",
        ])
        #expect(appended.json?["recorded"] == .integer(1), "\(appended.complaint)")
    }

    @Test func anUnknownTownshipIsAnsweredWithTheNearest() throws {
        let clerk = try Clerk.withLedger()
        for command in ["score --on 2020-05-31 --township 夹浦乡", "log --township 夹浦乡"] {
            #expect(try clerk(command).complaint.contains("did you mean 夹浦镇?"), "\(command)")
        }
        #expect(
            try clerk("append monitoring.scored township=夹浦乡 month=2020-05 score=9").complaint.contains(
                "did you mean 夹浦镇?"))
        let two = try clerk("score --on 2020-05-31 --township 太湖").complaint
        #expect(two.contains("开发区(太湖街道)") && two.contains("南太湖(李家巷镇)"))
    }

    @Test func logFilters() throws {
        let clerk = try Clerk.withLedger()
        func ids(_ filter: String) throws -> [String?]? {
            try clerk("log \(filter) --format json").json?["events"]?.array?.map { $0["event"]?["id"]?.text }
        }
        #expect(try ids("")?.dropFirst() == ["e1", "e2", "t1", "t2", "f1"])
        #expect(try ids("--type trade.reported") == ["t1", "t2"])
        #expect(try ids("--type 参展") == ["f1"])
        #expect(try ids("--township 煤山镇") == ["e2"])
        #expect(try ids("--township jiapu --type trade.reported") == ["t1", "t2"])
        #expect(try ids("--enterprise \(Clerk.code)") == ["e1", "t1", "t2", "f1"])
        #expect(try ids("--from 2020-05-31 --to 2020-06-14") == ["t1"])
        #expect(try ids("--from 2020-05-31 --to 2020-06-15") == ["t1", "f1"])
        #expect(try ids("--limit 2") == ["t2", "f1"])
        #expect(try ids("--known 3 --enterprise \(Clerk.code)") == ["e1"])
        #expect(try ids("--enterprise \(ExampleEnterprise.code(9))") == [])
    }

    // MARK: - Submitting

    /// Refused by file and line, whole, and lines without text are passed over.
    @Test func aFileIsRefusedByItsLines() throws {
        let clerk = try Clerk.withLedger()
        let before = try clerk("export").bytes
        try clerk.write("bad.jsonl", SessionTests.bad)
        let answer = try clerk("append --file bad.jsonl")
        #expect(answer.code == 1 && answer.output.isEmpty)
        #expect(
            answer.complaint.split(separator: "\n").map { $0.prefix { $0 != " " } } == [
                "bad.jsonl:1", "bad.jsonl:4", "bad.jsonl:5", "3",
            ])
        #expect(answer.complaint.hasSuffix("3 of 4 rows refused, nothing recorded\n"))
        let json = try clerk("append --file bad.jsonl --format json")
        #expect(json.json?["refused"]?.array?.map { $0["row"] } == [.integer(1), .integer(4), .integer(5)])
        #expect(try clerk("export").bytes == before)
    }

    @Test func aDryRunRecordsNothing() throws {
        let clerk = try Clerk.withLedger()
        let before = try clerk("export").bytes
        try clerk.write("good.jsonl", SessionTests.good)
        for command in [
            "append --file good.jsonl --dry-run",
            "append monitoring.scored township=夹浦镇 month=2020-05 score=9 --dry-run",
            "correct t1 export_cny=9999 --reason r --dry-run", "retract t1 --reason r --dry-run",
        ] {
            let answer = try clerk(command)
            #expect(answer.code == 0 && answer.output.contains("nothing recorded"), "\(command): \(answer.output)")
            let json = try clerk(command + " --format json").json
            #expect(json?["rehearsal"] == .boolean(true) && json?["head"] == nil)
        }
        #expect(try clerk("retract e1 --reason r --dry-run").code == 1)
        #expect(try clerk("export").bytes == before)
        #expect(try clerk("append --file good.jsonl").code == 0)
    }

    @Test func aFileMayComeFromStandardInput() throws {
        let clerk = try Clerk.withLedger()
        try clerk.write("good.jsonl", String(SessionTests.good.dropLast()))
        #expect(try clerk("append --file - --format json", input: "good.jsonl").json?["recorded"] == .integer(2))
        #expect(
            try clerk("append --file - --format json", input: "good.jsonl").json?["already_recorded"] == .integer(2))
        try clerk.write("bad.jsonl", "{}\n")
        #expect(try clerk("append --file -", input: "bad.jsonl").complaint.hasPrefix("stdin:1 "))
    }

    /// Where nobody can be asked, a change is recorded at once.
    @Test func changesNeedNoTerminal() throws {
        let clerk = try Clerk.withLedger()
        let corrected = try clerk("correct t1 出口额=980000 --reason 报关单更正 --id c1")
        #expect(corrected.code == 0 && corrected.output.contains("980,000"), "\(corrected.complaint)")
        let again = try clerk("correct t1 出口额=980000 --reason 报关单更正 --id c1 --format json")
        #expect(again.json?["already_recorded"] == .integer(1))
        // Only what is written changes; the record may be named by its correction.
        #expect(try clerk("correct c1 month=2020-06 --reason 月份填错 --format json").json?["recorded"] == .integer(1))
        let log = try clerk("log --type event.corrected --format json").json?["events"]?.array
        let data = log?.last?["event"]?["data"]
        #expect(data?["effective"] == .string("2020-06-30"), "\(data?.shown ?? "")")
        #expect(data?["data"]?["export_cny"] == .string("980000") && data?["target"] == .string("t1"))
        #expect(try clerk("retract t1 --reason 重复 --id x1 --format json").json?["recorded"] == .integer(1))
        #expect(try clerk("retract t1 --reason 重复").code == 1)
        #expect(try clerk("retract t1 --reason 重复 --id x1 --format json").json?["already_recorded"] == .integer(1))
        #expect(try clerk("show c1").output.contains("报关单更正"))
        #expect(try clerk("verify").code == 0)
    }

    /// However the same figure is written, a correction to it is none.
    @Test func aCorrectionThatChangesNothingIsRefused() throws {
        let clerk = try Clerk.withLedger()
        let before = try clerk("export").bytes
        for change in [
            "export_cny=1250000.5", "export_cny=1250000.50", "出口额=1250000.5 month=2020-05",
            "--effective 2020-05-31", "import_cny=0.00 --dry-run", "import_cny=0 --format json", "import_cny=0 --yes",
        ] {
            let answer = try clerk("correct t1 \(change) --reason r")
            #expect(answer.code == 1 && answer.output.isEmpty, "\(change): \(answer.output)")
            #expect(answer.complaint.contains("nothing would change"), "\(change): \(answer.complaint)")
        }
        #expect(try clerk("correct t1 import_cny=0 --reason r --lang zh").complaint.hasPrefix("没有可更正的"))
        #expect(try clerk("export").bytes == before)
        // Another value, and back to the first: both are changes.
        #expect(try clerk("correct t1 import_cny=1 --reason r --id c1").code == 0)
        #expect(try clerk("correct t1 import_cny=0.0 --reason r --id c2").code == 0)
        // What is recorded stays known by its id, and what is refused is told as ever.
        #expect(
            try clerk("correct t1 import_cny=0.0 --reason r --id c2 --format json").json?["already_recorded"]
                == .integer(1))
        #expect(try clerk("correct t1 import_cny=0 --reason r --id t2").complaint.hasPrefix("id: "))
        #expect(try clerk("correct t1 import_cny=x --reason r").complaint.contains("import_cny: "))
    }

    @Test func theLedgerAndTheActorComeFromTheEnvironment() throws {
        let clerk = try Clerk(environment: ["TAIZHANG_LEDGER": "县.sqlite", "TAIZHANG_ACTOR": "李"])
        #expect(try clerk("init").code == 0)
        #expect(clerk.files.contains("县.sqlite"))
        #expect(try clerk("append monitoring.scored township=夹浦镇 month=2020-05 score=9 --actor 王").code == 0)
        let events = try clerk("log --format json").json?["events"]?.array
        #expect(events?.map { $0["event"]?["actor"] } == [.string("李"), .string("王")])
    }

    /// A ledger that was made and could not be filled is removed again.
    @Test func aBadSchemeLeavesNoLedger() throws {
        let clerk = try Clerk()
        try clerk.write("bad.json", #"{"id":"x"}"#)
        #expect(try clerk("init --scheme bad.json").code == 1)
        #expect(clerk.files == ["bad.json"])
        let json = try TemporaryLedger.builtInScheme().setting("id", .string("next")).setting("year", .integer(2021))
        try clerk.write("next.json", String(decoding: json.canonical, as: UTF8.self))
        #expect(try clerk("scheme check next.json").code == 0)
        #expect(try clerk("init --scheme next.json").code == 0)
        let list = try clerk("log --format json").json?["events"]?.array
        #expect(list?.first?["event"]?["effective"] == .string("2021-01-01"))
        #expect(try clerk("scheme show --on 2021-01-01 --format json").json == json)
        #expect(try clerk("append scheme.adopted scheme=@bad.json --effective 2022-01-01").code == 1)
        #expect(try clerk("append scheme.adopted scheme=@next.json --effective 2022-01-01").code == 0)
        #expect(try clerk("append scheme.adopted scheme=@missing.json --effective 2022-01-01").code == 74)
    }

    // MARK: - What is printed

    static let printing = [
        "catalog", "catalog trade.reported", "log", "show t1", "score --on 2020-05-31", "score --on 2020-05-31 --wide",
        "score --on 2020-05-31 --township jiapu", "progress --on 2020-06-30", "scheme list",
        "scheme show --on 2020-05-31",
        "verify",
    ]

    @Test func whatIsPipedHasNoEscapeSequences() throws {
        for locale in ["C", "zh_CN.UTF-8"] {
            let clerk = try Clerk.withLedger(locale: locale)
            for command in Self.printing + [
                "--help", "score --help", "correct t1 export_cny=99999 --reason r --dry-run",
            ] {
                let answer = try clerk(command)
                #expect(answer.code == 0 && !answer.bytes.isEmpty, "\(command)")
                #expect(!answer.bytes.contains(0x1B) && !answer.complaint.utf8.contains(0x1B), "\(command)")
                #expect(answer.bytes.last == 0x0A, "\(command)")
            }
        }
    }

    /// The locale decides, `--lang` over it.
    @Test func theLanguageIsTheLocales() throws {
        let clerk = try Clerk.withLedger(locale: "zh_CN.UTF-8")
        #expect(try clerk("verify").output.hasPrefix("核验无误"))
        #expect(try clerk("verify --lang en").output.hasPrefix("verified"))
        #expect(try clerk("verify --lang=en").output.hasPrefix("verified"))
        #expect(try clerk("show nothing").complaint.hasPrefix("没有编号为"))
        for locale in ["C", "de_DE.UTF-8", ""] {
            let other = try Clerk(locale: locale)
            #expect(try other("verify").complaint.hasPrefix("there is no ledger"), "\(locale)")
            #expect(try other("verify --lang zh").complaint.hasPrefix("没有账本"))
        }
    }

    /// RFC 4180: lines end in CR LF, a cell with a comma, a quotation mark or a line end stands in quotation marks.
    static func cells(_ text: String) -> [[String]] {
        var rows: [[String]] = [[]]
        var cell = ""
        var quoted = false
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"" where quoted && scalars.first == "\"":
                scalars.removeFirst()
                cell.unicodeScalars.append(scalar)
            case "\"": quoted.toggle()
            case "," where !quoted, "\r" where !quoted:
                rows[rows.count - 1].append(cell)
                cell = ""
                if scalar == "\r" {
                    scalars.removeFirst()
                    rows.append([])
                }
            default: cell.unicodeScalars.append(scalar)
            }
        }
        return rows.dropLast()
    }

    @Test func csvOpensInASpreadsheet() throws {
        let clerk = try Clerk.withLedger()
        let commands: [(String, header: [String], rows: Int)] = [
            ("score --on 2020-05-31", ["rank", "id", "name", "total"], 11),
            (
                "log",
                ["seq", "id", "type", "effective", "recorded_at", "actor", "source", "township", "state", "data"], 6
            ),
            ("log --type trade.reported", ["seq", "id"], 2),
        ]
        for (command, header, count) in commands {
            let text = try clerk(command + " --format csv").output
            let rows = Self.cells(text)
            #expect(Array(rows[0].prefix(header.count)) == header, "\(command)")
            #expect(rows.count == count + 1 && rows.allSatisfy { $0.count == rows[0].count }, "\(command)")
        }
        for command in ["progress --on 2020-06-30", "scheme list", "scheme show --on 2020-05-31", "show t1"] {
            let rows = Self.cells(try clerk(command + " --format csv").output)
            #expect(rows.count > 1 && rows.allSatisfy { $0.count == rows[0].count }, "\(command)")
        }
        let row = Self.cells(try clerk("log --format csv").output)[2]
        let data = try #require(row.last)
        #expect(try JSONReader.read(Array(data.utf8))["name"] == .string("示例纺织, 有限\"公司\""))
        let total = Self.cells(try clerk("score --on 2020-05-31 --format csv").output).first { $0[1] == "jiapu" }?[3]
        let json = try clerk("score --on 2020-05-31 --format json --township jiapu").json
        #expect(total == json?["townships"]?.array?.first?["total"]?.text)
    }

    /// In a file that somebody opens with Excel or WPS a byte-order mark makes Chinese readable.
    @Test func csvInAFileIsMarkedAsUTF8() throws {
        let clerk = try Clerk.withLedger()
        for command in [
            "score --on 2020-05-31 --format csv", "log --format csv", "progress --on 2020-05-31 --format csv",
        ] {
            _ = try clerk(command, output: "table.csv")
            let bytes = try clerk.bytes("table.csv")
            #expect(Array(bytes.prefix(3)) == [0xEF, 0xBB, 0xBF], "\(command)")
            #expect(try clerk(command).bytes == Array(bytes.dropFirst(3)), "\(command)")
        }
    }

    @Test func theCatalogAsJSONHasEveryType() throws {
        let types = try Clerk()("catalog --format json").json
        let names = (types?.array ?? types?["types"]?.array)?.map { $0["type"]?.text }
        #expect(names == Catalog.types.map(\.type.rawValue))
    }
}
