import Records
import TestSupport
import Testing

@testable import Ledger

/// A submission that must be refused, and each fault that must be told.
struct Refused: Sendable, CustomTestStringConvertible {
    let name: String
    let submission: @Sendable () throws -> Result<Submission, Refusals>
    var faults: [(field: String, problem: Refusal.Problem)]
    /// Whether the ledger is empty, rather than the standard one.
    var onEmptyLedger = false
    /// What stands in the ledger besides.
    var before: [Submission] = []

    var testDescription: String { name }

    init(
        _ name: String, _ submission: @autoclosure @escaping @Sendable () throws -> Submission,
        _ faults: (String, Refusal.Problem)..., onEmptyLedger: Bool = false
    ) {
        self.name = name
        self.submission = { .success(try submission()) }
        self.faults = faults
        self.onEmptyLedger = onEmptyLedger
    }

    init(_ name: String, line: String, _ faults: (String, Refusal.Problem)...) {
        self.name = name
        submission = { Submission.read(line.utf8) }
        self.faults = faults
    }

    /// Every refusal of ledger.md §2–3, each by a submission that meets it.
    static let all: [Refused] =
        frame + values + dates + figures + codesAndLists + standing + changes + courses + programmes + plans

    static let keys = ["type", "data", "effective", "source", "actor", "id"]
    static let tradeKeys = [
        "enterprise", "month", "export_cny", "import_cny", "general_trade_export_cny", "epidemic_goods_export_cny",
    ]
    static let entered = #"{"type":"service_trader.entered","effective":"2020-05-01","data":"#
    static let code = ExampleEnterprise.code(1)

    /// §2, A submission: its keys, and what values may be.
    static let frame: [Refused] = [
        Refused("ends early", line: #"{"type":"#, ("", .notJSON(JSONFault(kind: .endsEarly, byte: 9)))),
        Refused("no object", line: "[1]", ("", .notAnObject)),
        Refused("nothing but space behind it", line: "{} {}", ("", .notJSON(JSONFault(kind: .trailingText, byte: 4)))),
        Refused(
            "a key twice", line: #"{"id":"a","id":"b","data":{}}"#,
            ("", .notJSON(JSONFault(kind: .duplicateKey("id"), byte: 11)))),
        Refused(
            "a key twice in data", line: #"{"data":{"month":"2020-05","month":"2020-06"}}"#,
            ("", .notJSON(JSONFault(kind: .duplicateKey("month"), byte: 28)))),
        Refused(
            "a key twice, once escaped", line: #"{"id":"a","\u0069d":"b"}"#,
            ("", .notJSON(JSONFault(kind: .duplicateKey("id"), byte: 11)))),
        Refused("nothing", line: "{}", ("type", .missing), ("data", .missing)),
        Refused("unknown type", line: #"{"type":"trade.report","data":{}}"#, ("type", .unknownType)),
        Refused("type a number", line: #"{"type":4,"data":{}}"#, ("type", .notText)),
        Refused("data no object", line: #"{"type":"trade.reported","data":"x"}"#, ("data", .notAnObject)),
        Refused(
            "effective a number", line: #"{"type":"trade.reported","effective":20200531,"data":{}}"#,
            ("effective", .notText)),
        Refused(
            "positions, times and versions are the ledger's",
            line: entered.dropLast(7) + #""recorded_at":"2020-01-01T00:00:00.000Z","seq":1,"v":1,"data":{}}"#,
            ("recorded_at", .ledgerSets), ("seq", .ledgerSets), ("v", .ledgerSets)),
        Refused(
            "another key", line: entered + #"{},"on":"2020-05-31"}"#, ("on", .unknownField(known: keys))),
        Refused("null", line: entered + #"{"enterprise":null}}"#, ("data.enterprise", .notText)),
        Refused("a fraction", line: entered + #"{"enterprise":12.5}}"#, ("data.enterprise", .notText)),
        Refused("a number", line: entered + #"{"enterprise":12}}"#, ("data.enterprise", .notText)),
        Refused("a boolean", line: entered + #"{"enterprise":true}}"#, ("data.enterprise", .notText)),
        Refused("a list", line: entered + #"{"enterprise":["a"]}}"#, ("data.enterprise", .notText)),
    ]

    /// §2–3: fields, and text.
    static let values: [Refused] = [
        Refused(
            "a field missing", .trade(1, "2020-06").with("import_cny", nil), ("data.import_cny", .missing)),
        Refused(
            "an unknown field", .trade(1, "2020-06").with("export", "1"),
            ("data.export", .unknownField(known: tradeKeys))),
        Refused(
            "a field of another name",
            .trade(1, "2020-06").with("import_cny", nil).with("imports", "1"), ("data.import_cny", .missing),
            ("data.imports", .unknownField(known: tradeKeys))),
        Refused("empty", .register(3, "jiapu").with("name", ""), ("data.name", .empty)),
        Refused("only space", .register(3, "jiapu").with("name", " \u{3000}\t"), ("data.name", .empty)),
        Refused(
            "too long", .register(3, "jiapu").with("name", String(repeating: "名", count: 201)),
            ("data.name", .tooLong(limit: 200))),
        Refused("a line feed inside", .register(3, "jiapu").with("name", "a\nb"), ("data.name", .control)),
        Refused("a NUL", .register(3, "jiapu").with("name", "a\u{0}b"), ("data.name", .control)),
        Refused(
            "a control character of Unicode", .register(3, "jiapu").with("name", "a\u{85}b"), ("data.name", .control)),
        Refused(
            "an actor too long",
            Submission(
                type: .serviceTraderEntered, effective: "2020-05-01", actor: String(repeating: "a", count: 129),
                data: .members([.init("enterprise", .string(code))])), ("actor", .tooLong(limit: 128))),
        Refused(
            "an empty actor",
            Submission(
                type: .serviceTraderEntered, effective: "2020-05-01", actor: " ",
                data: .members([.init("enterprise", .string(code))])), ("actor", .empty)),
        Refused(
            "a tab in the source",
            Submission(
                type: .serviceTraderEntered, effective: "2020-05-01", source: "a\tb",
                data: .members([.init("enterprise", .string(code))])), ("source", .control)),
        Refused("an id with space", .visit(1, "f", on: "2020-06-01", id: "a b"), ("id", .badIdentifier)),
        Refused("an id in Chinese", .visit(1, "f", on: "2020-06-01", id: "参展1"), ("id", .badIdentifier)),
        Refused("an empty id", .visit(1, "f", on: "2020-06-01", id: ""), ("id", .badIdentifier)),
        Refused(
            "an id of 65 characters", .visit(1, "f", on: "2020-06-01", id: String(repeating: "a", count: 65)),
            ("id", .badIdentifier)),
    ]

    /// §1 and §3: dates.
    static let dates: [Refused] = [
        Refused("a month that is none", .trade(1, "2020-13"), ("data.month", .badMonth)),
        Refused("a month with a stroke", .trade(1, "2020/06"), ("data.month", .badMonth)),
        Refused("a date that does not exist", .enterExporter(1, on: "2020-02-30"), ("effective", .badDate)),
        Refused("a date with dots", .enterExporter(1, on: "30.6.2020"), ("effective", .badDate)),
        Refused("no effective date", .enterExporter(1, on: "2020-06-01").on(nil), ("effective", .missing)),
        Refused(
            "not the month's end", .trade(1, "2020-06").on("2020-06-29"),
            ("effective", .notMonthEnd(expected: "2020-06-30"))),
        Refused(
            "not February's end in a leap year", .trade(1, "2020-02").on("2020-02-28"),
            ("effective", .notMonthEnd(expected: "2020-02-29"))),
        Refused("tomorrow", .enterExporter(1, on: "2020-07-02"), ("effective", .future(today: "2020-07-01"))),
        Refused("next month", .trade(1, "2020-08"), ("effective", .future(today: "2020-07-01"))),
        Refused("next year's month", .trade(1, "2021-07"), ("effective", .future(today: "2020-07-01"))),
    ]

    /// §2–3: amounts and points.
    static let figures: [Refused] = [
        Refused("an empty amount", .trade(1, "2020-06", ""), ("data.export_cny", .empty)),
        Refused("below 0", .trade(1, "2020-06", "-1"), ("data.export_cny", .badAmount(.sign))),
        Refused("needless zeros", .trade(1, "2020-06", "007"), ("data.export_cny", .badAmount(.leadingZero))),
        Refused("three decimals", .trade(1, "2020-06", "1.234"), ("data.export_cny", .badAmount(.tooManyDecimals))),
        Refused(
            "16 digits", .trade(1, "2020-06", "1000000000000000"), ("data.export_cny", .badAmount(.tooLarge))),
        Refused("an exponent", .trade(1, "2020-06", "1.5e6"), ("data.export_cny", .badAmount(.character("e")))),
        Refused("commas", .trade(1, "2020-06", "1,000"), ("data.export_cny", .badAmount(.character(",")))),
        Refused(
            "full-width digits", .trade(1, "2020-06", "\u{FF11}00"),
            ("data.export_cny", .badAmount(.character("\u{FF11}")))),
        Refused("a letter", .trade(1, "2020-06", "12,5O0"), ("data.export_cny", .badAmount(.character(",")))),
        Refused("in 万", .trade(1, "2020-06", "125万"), ("data.export_cny", .badAmount(.character("万")))),
        Refused("no digit behind the point", .trade(1, "2020-06", "1."), ("data.export_cny", .badAmount(.shape))),
        Refused(
            "general trade above exports", .trade(1, "2020-06", "1", general: "1.01"),
            ("data.general_trade_export_cny", .aboveField("export_cny", value: "1"))),
        Refused(
            "epidemic goods above exports", .trade(1, "2020-06", "1", epidemic: "2"),
            ("data.epidemic_goods_export_cny", .aboveField("export_cny", value: "1"))),
        Refused("a score above 100", .monitor("jiapu", "2020-06", "100.01"), ("data.score", .above(limit: "100"))),
        Refused("rated above the maximum", .rate("jiapu", "2020-06", "0.51"), ("data.points", .above(limit: "0.5"))),
        Refused(
            "an item that is not rated", .rate("jiapu", "2020-06", "0.5", item: "imports"),
            ("data.item", .unknownItem(known: ["epidemic.timeliness"]))),
        Refused(
            "a count as text", .close("2020-06", on: "2020-06-30", size: 1).with("known_size", "1"),
            ("data.known_size", .notInteger)),
        Refused(
            "a count below 0", .close("2020-06", on: "2020-06-30", size: -1), ("data.known_size", .notInteger)),
        Refused(
            "a count of 2^53", .close("2020-06", on: "2020-06-30", size: 1 << 53),
            ("data.known_size", .above(limit: "9007199254740991"))),
        Refused(
            "a closing of another day than the month's last", .close("2020-06", on: "2020-06-29", size: 0),
            ("data.on", .notMonthEnd(expected: "2020-06-30"))),
        Refused(
            "a closing of more than is recorded", .close("2020-06", on: "2020-06-30", size: 12),
            ("data.known_size", .above(limit: "11"))),
        Refused(
            "a closing over a root that never was",
            .close("2020-06", on: "2020-06-30", size: 0).with("root", Hash.sha256([1] as [UInt8]).base64),
            ("data.root", .notTheRoot(expected: Hash.sha256([UInt8]()).base64, size: 0))),
        Refused(
            "a root that is none", .close("2020-06", on: "2020-06-30", size: 1).with("root", "AAAA"),
            ("data.root", .badHash)),
        Refused(
            "a hash in capitals",
            .close("2020-06", on: "2020-06-30", size: 1).with("table_sha256", String(repeating: "A", count: 64)),
            ("data.table_sha256", .badHash)),
    ]

    /// §3: codes and lists.
    static let codesAndLists: [Refused] = [
        Refused(
            "a code too short", .register(3, "jiapu").with("enterprise", "91350100M000100Y4"),
            ("data.enterprise", .badCode(.length(17)))),
        Refused(
            "a letter that no code has", .register(3, "jiapu").with("enterprise", "91350100M00010OY43"),
            ("data.enterprise", .badCode(.character("O", place: 15)))),
        Refused(
            "a wrong check character", .register(3, "jiapu").with("enterprise", "91350100M000100Y44"),
            ("data.enterprise", .badCode(.checkCharacter(expected: "3")))),
        Refused(
            "an unknown band", .register(3, "jiapu", band: "small"),
            ("data.export_band", .notOneOf(["under_5m_usd", "from_5m_usd"]))),
        Refused(
            "an unknown mode", .visit(1, "f", on: "2020-06-01").with("mode", "on-line"),
            ("data.mode", .notOneOf(["online", "offline"]))),
        Refused(
            "an unknown level", .adoptReport("R1", "state", on: "2020-06-01"),
            ("data.level", .notOneOf(["city", "province"]))),
        Refused(
            "an unknown kind", .report("R2", "meishan", on: "2020-06-01").with("kind", "典型"),
            ("data.kind", .notOneOf(["举措成效", "典型案例", "问题反映", "经验交流"]))),
        Refused(
            "an unknown country", .invest(1, "1", in: "XX", on: "2020-06-01", no: "N"),
            ("data.country", .unknownCountry)),
        Refused(
            "a country in small letters", .invest(1, "1", in: "vn", on: "2020-06-01", no: "N"),
            ("data.country", .unknownCountry)),
        Refused(
            "a township that is not in the list", .monitor("changshu", "2020-06", "1"),
            ("data.township", .unknownTownship(known: townships))),
        Refused(
            "a township by its Chinese name", .monitor("煤山镇", "2020-06", "1"),
            ("data.township", .unknownTownship(known: townships))),
        Refused(
            "a township before any scheme", .register(1, "jiapu"), ("data.township", .noScheme), onEmptyLedger: true),
        Refused(
            "a scheme that is none", .adopt(.members([.init("id", .string("x y"))])),
            ("data.scheme", .scheme(SchemeReader.read(.members([.init("id", .string("x y"))])).faults))),
        Refused(
            "null in a scheme", .adopt(try TemporaryLedger.builtInScheme().setting("source", .null)),
            ("data.scheme.source", .notText)),
        Refused(
            "a fraction in a scheme",
            .adopt(try TemporaryLedger.builtInScheme().setting("source", .fraction("0.5"))),
            ("data.scheme.source", .notText)),
        Refused(
            "a key in a scheme that is none",
            .adopt(try TemporaryLedger.builtInScheme().setting("Source", .string(""))),
            ("data.scheme.Source", .badIdentifier)),
    ]
    static let townships = [
        "kaifaqu", "nantaihu", "meishan", "heping", "sian", "huaxi", "hongqiao", "jiapu", "lincheng", "hongxingqiao",
        "xiaopu",
    ]

    /// §3: against what is recorded.
    static let standing: [Refused] = [
        Refused("an enterprise not registered", .trade(9, "2020-06"), ("data.enterprise", .enterpriseNotRegistered)),
        Refused(
            "an enterprise registered later", .trade(2, "2020-02"),
            ("data.enterprise", .enterpriseFrom("2020-03-01"))),
        Refused(
            "moved before it was registered", .relocate(2, to: "jiapu", on: "2020-02-29"),
            ("data.enterprise", .enterpriseFrom("2020-03-01"))),
        Refused("an unknown report", .adoptReport("R9", "city", on: "2020-06-01"), ("data.report_no", .reportUnknown)),
        Refused(
            "adopted before it was submitted", .adoptReport("R1", "province", on: "2020-05-09"),
            ("effective", .beforeReport(submitted: "2020-05-10"))),
        Refused(
            "the natural key with other content", .trade(1, "2020-05", "101"), ("", .conflict(holder: "t1", seq: 4))),
        Refused(
            "the natural key of a corrected record with its old content", .trade(1, "2020-04", "50"),
            ("", .conflict(holder: "t2", seq: 5))),
        Refused("an id taken", .visit(1, "f", on: "2020-06-01", id: "t1"), ("id", .idTaken(seq: 4))),
        Refused(
            "the id of a retracted record", .visit(1, "广交会", on: "2020-06-01", id: "v1"),
            ("id", .idRetracted(seq: 8, by: 9))),
        Refused(
            "the id of a retracted record with other content", .visit(1, "华交会", on: "2020-06-02", id: "v1"),
            ("id", .idRetracted(seq: 8, by: 9))),
        Refused(
            "several faults at once",
            .trade(9, "2020-6", "1,0", imports: "-1").with("general_trade_export_cny", nil).with("x", "1"),
            ("data.month", .badMonth), ("data.export_cny", .badAmount(.character(","))),
            ("data.import_cny", .badAmount(.sign)), ("data.general_trade_export_cny", .missing),
            ("data.x", .unknownField(known: tradeKeys)), ("data.enterprise", .enterpriseNotRegistered)),
        Refused(
            "a wrong value beside an unknown township", .monitor("changshu", "2020-06", "101"),
            ("data.score", .above(limit: "100")), ("data.township", .unknownTownship(known: townships))),
        Refused(
            "no date and an enterprise not registered", .enterExporter(9, on: "x"), ("effective", .badDate),
            ("data.enterprise", .enterpriseNotRegistered)),
        Refused(
            "in the future and with an unknown report", .adoptReport("R9", "state", on: "2020-08-01"),
            ("data.level", .notOneOf(["city", "province"])), ("effective", .future(today: "2020-07-01")),
            ("data.report_no", .reportUnknown)),
        Refused(
            "a rating wrong in all", .rate("changshu", "2020-13", "x", item: "imports"), ("data.month", .badMonth),
            ("data.points", .badAmount(.character("x"))), ("data.township", .unknownTownship(known: townships)),
            ("data.item", .unknownItem(known: ["epidemic.timeliness"]))),
        Refused(
            "general trade above exports beside a wrong amount", .trade(1, "2020-06", "1", imports: "x", general: "2"),
            ("data.import_cny", .badAmount(.character("x"))),
            ("data.general_trade_export_cny", .aboveField("export_cny", value: "1"))),
    ]

    /// §3, Records: corrections and retractions.
    static let changes: [Refused] = [
        Refused("corrects nothing", .correct("no", to: .trade(1, "2020-05")), ("data.target", .noTarget)),
        Refused("retracts nothing", .retract("no"), ("data.target", .noTarget)),
        Refused("a target that is no id", .retract("a b"), ("data.target", .badIdentifier)),
        Refused("corrects a correction", .correct("c1", to: .trade(1, "2020-04")), ("data.target", .targetIsChange)),
        Refused("retracts a correction", .retract("c1"), ("data.target", .targetIsChange)),
        Refused("retracts a retraction", .retract("x1"), ("data.target", .targetIsChange)),
        Refused(
            "corrects what is retracted", .correct("v1", to: .visit(1, "广交会", on: "2020-06-02")),
            ("data.target", .targetRetracted(by: 9))),
        Refused("retracts twice", .retract("v1"), ("data.target", .targetRetracted(by: 9))),
        Refused(
            "corrects a scheme",
            .correct("s1", to: .adopt(try TemporaryLedger.builtInScheme())), ("data.target", .notCorrectable)),
        Refused(
            "corrects a closing", .correct("m1", to: .close("2020-05", on: "2020-05-31", size: 6)),
            ("data.target", .notCorrectable)),
        Refused(
            "corrects without a reason", .correct("t1", to: .trade(1, "2020-05", "1")).with("reason", " "),
            ("data.reason", .empty)),
        Refused(
            "corrects to facts that are none", .correct("t1", to: .trade(1, "2020-05", "1,0")),
            ("data.data.export_cny", .badAmount(.character(",")))),
        Refused(
            "corrects to facts of another type",
            .correct("t1", to: .enterServiceTrader(1, on: "2020-05-31")), ("data.data.month", .missing),
            ("data.data.export_cny", .missing), ("data.data.import_cny", .missing),
            ("data.data.general_trade_export_cny", .missing), ("data.data.epidemic_goods_export_cny", .missing)),
        Refused(
            "corrects to a future", .correct("e2", to: .register(2, "meishan", from: "2020-07-02")),
            ("data.effective", .future(today: "2020-07-01"))),
        Refused(
            "corrects to another day than the month's end",
            .correct("t1", to: .trade(1, "2020-05", "1"), effective: "2020-05-30"),
            ("data.effective", .notMonthEnd(expected: "2020-05-31"))),
        Refused(
            "corrects to an enterprise not registered", .correct("t1", to: .trade(9, "2020-05", "1")),
            ("data.data.enterprise", .enterpriseNotRegistered)),
        Refused(
            "corrects to the key of another record", .correct("t2", to: .trade(1, "2020-05", "100")),
            ("data.data", .conflict(holder: "t1", seq: 4))),
        Refused(
            "corrects an adoption to before its report",
            .correct("a1", to: .adoptReport("R1", "city", on: "2020-05-01")),
            ("data.effective", .beforeReport(submitted: "2020-05-10"))),
        Refused(
            "corrects a report to after its adoption", .correct("r1", to: .report("R1", "meishan", on: "2020-05-21")),
            ("data.effective", .stillNamed(by: "a1", count: 1))),
        Refused(
            "renames a report with an adoption", .correct("r1", to: .report("R2", "meishan", on: "2020-05-10")),
            ("data.target", .stillNamed(by: "a1", count: 1))),
        Refused(
            "renames an enterprise with facts", .correct("e1", to: .register(3, "jiapu")),
            ("data.target", .stillNamed(by: "t1", count: 2))),
        Refused(
            "retracts an enterprise with facts", .retract("e1"), ("data.target", .stillNamed(by: "t1", count: 2))),
        Refused(
            "retracts a report with an adoption", .retract("r1"), ("data.target", .stillNamed(by: "a1", count: 1))),
        Refused(
            "decided tomorrow", .retract("t1").on("2020-07-02"), ("effective", .future(today: "2020-07-01"))),
    ]
}
