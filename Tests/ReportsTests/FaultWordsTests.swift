import Testing

@testable import Accounts
@testable import Ledger
@testable import Records
@testable import Reports
@testable import Scoring

@Suite struct FaultWordsTests {
    static let zh = FaultWords(.zh, townships: scheme?.townships ?? [])
    static let en = FaultWords(.en, townships: scheme?.townships ?? [])
    static var scheme: Scheme? { (try? JSONReader.read(BuiltInScheme.text)).flatMap { SchemeReader.read($0).scheme } }

    /// A refusal of each problem, each found by way of the one before: a new case that is not in the chain does not
    /// compile.
    static var everyProblem: [Refusal] {
        var all = [Refusal("", found: "", .notJSON(JSONFault(kind: .syntax, byte: 17)))]
        while let last = all.last, let next = next(last.problem) { all.append(next) }
        return all
    }

    private static func next(_ problem: Refusal.Problem) -> Refusal? {
        let enterprise = "91330522MA2B4XYP08"
        switch problem {
        case .notJSON: return Refusal("data", found: "[1]", .notAnObject)
        case .notAnObject: return Refusal("type", found: "\"trade.report\"", .unknownType)
        case .unknownType: return Refusal("data.import_cny", found: "", .missing)
        case .missing: return Refusal("data.export_cny", found: "", .formulaWithoutValue)
        case .formulaWithoutValue: return Refusal("data.export_cny", found: "#REF!", .formulaError)
        case .formulaError: return Refusal("data.month", found: "2020.1", .ambiguousMonth)
        case .ambiguousMonth:
            return Refusal("data.export", found: "\"1\"", .unknownField(known: ["export_cny", "import_cny"]))
        case .unknownField: return Refusal("recorded_at", found: "\"2020-01-01\"", .ledgerSets)
        case .ledgerSets: return Refusal("data.export_cny", found: "12500.5", .notText)
        case .notText: return Refusal("data.known_size", found: "\"3\"", .notInteger)
        case .notInteger: return Refusal("data.name", found: "", .empty)
        case .empty: return Refusal("source", found: "很长…", .tooLong(limit: 500))
        case .tooLong: return Refusal("data.name", found: "\"a\\nb\"", .control)
        case .control: return Refusal("id", found: "a b", .badIdentifier)
        case .badIdentifier: return Refusal("effective", found: "2020年6月31日", .badDate)
        case .badDate: return Refusal("data.month", found: "2020/6", .badMonth)
        case .badMonth: return Refusal("data.week", found: "2020-54", .badWeek)
        case .badWeek: return Refusal("data.export_cny", found: "12,5O0", .badAmount(.character(",")))
        case .badAmount:
            return Refusal(
                "data.enterprise", found: "91330522MA2B4XYP0C", .badCode(.checkCharacter(expected: "8")))
        case .badCode: return Refusal("data.table_sha256", found: "00", .badHash)
        case .badHash:
            return Refusal(
                "data.root", found: Hash.sha256([UInt8]()).base64,
                .notTheRoot(expected: Hash.sha256([0] as [UInt8]).base64, size: 7))
        case .notTheRoot:
            let hash = Hash.sha256([UInt8]()).hex
            return Refusal("data.table_sha256", found: hash, .notTheTable(expected: hash))
        case .notTheTable: return Refusal("data.mode", found: "线上", .notOneOf(["online", "offline"]))
        case .notOneOf: return Refusal("data.country", found: "vn", .unknownCountry)
        case .unknownCountry:
            return Refusal("data.township", found: "煤山", .unknownTownship(known: ["kaifaqu", "nantaihu", "meishan"]))
        case .unknownTownship:
            return Refusal("data.item", found: "epidemic", .unknownItem(known: ["epidemic.timeliness"]))
        case .unknownItem: return Refusal("data.points", found: "0.6", .above(limit: "0.5"))
        case .above:
            return Refusal("data.general_trade_export_cny", found: "2", .aboveField("export_cny", value: "1"))
        case .aboveField: return Refusal("effective", found: "2020-06-29", .notMonthEnd(expected: "2020-06-30"))
        case .notMonthEnd: return Refusal("effective", found: "2020-06-06", .notWeekEnd(expected: "2020-06-07"))
        case .notWeekEnd: return Refusal("effective", found: "2020-07-02", .future(today: "2020-07-01"))
        case .future: return Refusal("data.due", found: "2020-06-01", .before("2020-06-02"))
        case .before: return Refusal("data.township", found: "煤山镇", .noScheme)
        case .noScheme:
            return Refusal(
                "data.scheme", found: "", .scheme([SchemeFault(path: "year", found: "missing", allowed: "a list")]))
        case .scheme: return Refusal("data.item", found: "brands", .noPlan)
        case .noPlan: return Refusal("data.item", found: "brand", .notInPlan(known: ["brands", "legal"]))
        case .notInPlan: return Refusal("data.enterprise", found: enterprise, .enterpriseNotRegistered)
        case .enterpriseNotRegistered:
            return Refusal("data.enterprise", found: enterprise, .enterpriseFrom("2020-03-01"))
        case .enterpriseFrom: return Refusal("data.report_no", found: "m-1", .reportUnknown)
        case .reportUnknown: return Refusal("effective", found: "2020-05-01", .beforeReport(submitted: "2020-05-02"))
        case .beforeReport: return Refusal("data.ticket", found: "JB-1", .referenceUnknown(.problemRaised))
        case .referenceUnknown:
            return Refusal("data.ticket", found: "JB-1", .beforeReference(.problemRaised, since: "2020-06-01"))
        case .beforeReference:
            return Refusal("data.effective", found: "2020-06-03", .namedBefore(by: "k1", on: "2020-06-02"))
        case .namedBefore:
            return Refusal(
                "data.ticket", found: "JB-1",
                .impossible(.ticketResolved, in: .raised, possible: Course.ticket.possible(in: .raised)))
        case .impossible:
            return Refusal(
                "data.target", found: "JB-1", .breaksCourse(at: "k2", step: .ticketResolved, in: .raised))
        case .breaksCourse: return Refusal("data.amount_cny", found: "5", .overdrawn(.fundsAllotted, left: "4"))
        case .overdrawn: return Refusal("data.amount_cny", found: "5", .belowDrawn(.fundsPaid, total: "6"))
        case .belowDrawn: return Refusal("data.target", found: "e1", .noTarget)
        case .noTarget: return Refusal("data.target", found: "c1", .targetIsChange)
        case .targetIsChange: return Refusal("data.target", found: "e1", .targetRetracted(by: 7))
        case .targetRetracted: return Refusal("data.target", found: "month.closed", .notCorrectable)
        case .notCorrectable: return Refusal("data.target", found: "e1", .stillNamed(by: "t1", count: 3))
        case .stillNamed: return Refusal("", found: "enterprise + month", .conflict(holder: "t-0123", seq: 45))
        case .conflict: return Refusal("", found: "enterprise + month", .contradicts(row: 7))
        case .contradicts: return Refusal("id", found: "t1", .idTaken(seq: 9))
        case .idTaken: return Refusal("id", found: "t1", .idRetracted(seq: 9, by: 12))
        case .idRetracted: return nil
        }
    }

    /// Whether a text has a character of Chinese.
    static func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    @Test func everyProblemHasWordsInBothLanguages() {
        let all = Self.everyProblem
        #expect(Set(all.map(\.problem.code)).count == all.count)
        for refusal in all {
            let zh = Self.zh.words(refusal)
            let en = Self.en.words(refusal)
            #expect(Self.isChinese(zh), "\(refusal.problem.code)")
            #expect(en.count > 15 && en != zh, "\(refusal.problem.code): \(en)")
            #expect(!en.contains("; ;") && !en.hasSuffix("; ") && !zh.hasSuffix("；"), "\(en) \(zh)")
            // English words hold no Chinese but names and what was found.
            let own = FaultWords(.en).words(Refusal(refusal.field, found: "x", refusal.problem))
            if ![Refusal.Problem.badDate, .badMonth].contains(refusal.problem), refusal.problem.code != "not_one_of" {
                #expect(!Self.isChinese(own), "\(own)")
            }
        }
    }

    static let amounts: [(String, Hundredths.Fault, String)] = [
        (
            "12,500", .character(","),
            "found \"12,500\" (a thousands separator); allowed: \(digits); did you mean 12500?"
        ),
        (
            "12,5O0", .character(","),
            "found \"12,5O0\" (a thousands separator and the letter O); allowed: \(digits); "
                + "look the figure up; with 0 for O it is 12500"
        ),
        (
            "125O0.00", .character("O"),
            "found \"125O0.00\" (the letter O); allowed: \(digits); look the figure up; with 0 for O it is 12500.00"
        ),
        (
            "1l5", .character("l"),
            "found \"1l5\" (the letter l); allowed: \(digits); look the figure up; with 1 for l it is 115"
        ),
        (
            "$ 1,lO5元", .character("$"),
            "found \"$ 1,lO5元\" (a unit of money, a space inside, a thousands separator, the letter l and the letter O); "
                + "allowed: \(digits); look the figure up; with 1 for l, 0 for O it is 1105"
        ),
        ("+1O", .sign, "found \"+1O\" (a plus sign); allowed: \(digits); look the figure up; with 0 for O it is 10"),
        (
            "1,5万", .character(","),
            "found \"1,5万\" (a thousands separator and the unit 万); allowed: \(digits); "
                + "write the whole number, e.g. 10000 for 1万"
        ),
        ("about 5", .character("a"), "found \"about 5\" (the character \"a\" U+61); allowed: \(digits)"),
        ("１２", .character("\u{FF11}"), "found \"１２\" (full-width digits); allowed: \(digits); did you mean 12?"),
        ("007", .leadingZero, "found \"007\" (needless zeros at the left); allowed: \(digits); did you mean 7?"),
        ("+5", .sign, "found \"+5\" (a plus sign); allowed: \(digits); did you mean 5?"),
        ("1.234", .tooManyDecimals, "found \"1.234\" (more than 2 decimals); allowed: \(digits); round to hundredths"),
    ]
    static let digits = "digits with up to 2 decimals, in yuan, e.g. 12500.00"

    @Test(arguments: amounts) func amountsAreExplained(found: String, fault: Hundredths.Fault, expected: String) {
        let words = Self.en.words(Refusal("data.export_cny", found: found, .badAmount(fault)))
        #expect(words == "export_cny: " + expected)
    }

    @Test(arguments: ["-5", "1.25E7", "3万", "－", "..", "1..2", "", "96,5", "1,0", "1,2345", "1234,567", ",500"])
    func whatIsNotPlainIsNotGuessed(found: String) { #expect(FaultWords.cleaned(found) == nil) }

    /// A NUL at the end of a text: looked for with Foundation's `contains`, it ended the program.
    @Test func aTextThatEndsInNULIsCompared() throws {
        for count in [1, 45] {
            let wanted = "500万美元以下" + String(repeating: "\u{0}", count: count)
            let near = Nearest.to(wanted, among: [["under_5m_usd", "500万美元以下"], ["from_5m_usd", "500万美元以上"]])
            #expect(near == ["under_5m_usd"])
            let refusal = Refusal("data.export_band", found: wanted, .notOneOf(["under_5m_usd", "from_5m_usd"]))
            #expect(!Self.zh.words(refusal).contains("\u{0}"))
        }
        let townships = try #require(Self.scheme?.townships)
        #expect(throws: TownshipName.Fault.self) { try TownshipName.find("夹浦镇\u{0}", among: townships) }
    }

    /// What admission finds in a text, the words explain by itself.
    @Test func wordsFitWhatTheReaderFinds() {
        for text in ["12,5O0", "1e5", "１２", "-1", "1.", ".5", "", "1 000", "12元"] {
            do throws(Hundredths.Fault) {
                _ = try Hundredths(text)
                Issue.record("\(text) is an amount")
            } catch {
                #expect(Self.isChinese(Self.zh.words(Refusal("data.export_cny", found: text, .badAmount(error)))))
            }
        }
    }

    @Test func chineseNamesTheFieldTwice() {
        let refusal = Refusal("data.export_cny", found: "125O0", .badAmount(.character("O")))
        #expect(
            Self.zh.words(refusal)
                == "出口额 export_cny: 填的是“125O0”（字母 O）；应为：以元为单位的数字，最多 2 位小数，如 12500.00；请核对原数；若 O 是 0，应填 12500")
    }

    /// A spreadsheet keeps 15 digits of a number: what it made of the others says nothing about the code.
    @Test(arguments: ["913305227000300000", "9.13305E+17"])
    func aCodeThatWasANumberIsTold(found: String) {
        for fault in [CreditCode.Fault.checkCharacter(expected: "G"), .length(found.count)] {
            let words = Self.zh.words(Refusal("data.enterprise", found: found, .badCode(fault)))
            #expect(words.contains("存成了数字") && words.contains("设为文本") && !words.contains("应为 …"))
        }
    }

    /// The other currency is no unit to be scaled, and what is no money is not counted in yuan.
    @Test func unitsOfOtherThingsAreTold() {
        let amount = Refusal.Problem.badAmount(.character("万"))
        let dollars = Self.zh.words(Refusal("data.export_cny", found: "12.5万美元", amount))
        #expect(dollars.contains("币种是美元") && !dollars.contains("10000"))
        let yuan = Self.zh.words(Refusal("data.amount_usd", found: "12.5万元", amount))
        #expect(yuan.contains("币种是人民币") && !yuan.contains("10000"))
        let power = Self.zh.words(Refusal("data.electricity_kwh", found: "1.2万", amount))
        #expect(power.contains("写出全部数字") && !power.contains("元"))
        #expect(Self.zh.words(Refusal("data.export_cny", found: "-", .badAmount(.sign))).contains("没有发生额请填 0"))
    }

    @Test func aWrongCheckCharacterTellsTheRightOne() {
        let refusal = Refusal("data.enterprise", found: "91330522MA2B4XYP0C", .badCode(.checkCharacter(expected: "8")))
        #expect(
            Self.en.words(refusal)
                == "enterprise: 91330522MA2B4XYP0C fails its check character (expected …P08); "
                + "look it up in the registry")
    }

    @Test(arguments: [
        ("煤山", ["煤山镇"]), ("煤山乡", ["煤山镇"]), ("meishn", ["煤山镇"]), ("李家巷镇", ["南太湖(李家巷镇)"]),
        ("南太湖\u{FF08}李家巷镇\u{FF09}", ["南太湖(李家巷镇)"]), ("太湖", ["开发区(太湖街道)", "南太湖(李家巷镇)"]), ("上海", []),
    ])
    func suggestsTownships(found: String, expected: [String]) throws {
        let townships = try #require(Self.scheme).townships
        #expect(Nearest.to(found, among: townships.map { [$0.name, $0.id] }) == expected)
    }

    @Test(arguments: [
        ("2020/6/30", "did you mean 2020-06-30?"), ("20200630", "did you mean 2020-06-30?"),
        ("2020年6月30日", "did you mean 2020-06-30?"), ("2020-06-31", "2020-06 has 30 days"),
        ("30.6.2020", "e.g. 2020-06-30"),
    ])
    func datesAreExplained(found: String, ending: String) {
        #expect(Self.en.words(Refusal("effective", found: found, .badDate)).hasSuffix(ending))
    }

    @Test func aConflictNamesTheHolderAndTheWayOut() {
        let refusal = Refusal("", found: "enterprise + month", .conflict(holder: "t-0123", seq: 45))
        #expect(
            Self.en.words(refusal)
                == "the same enterprise + month is recorded as t-0123 (event 45) with other content; "
                + "to change it: taizhang correct t-0123 …")
        #expect(Self.zh.words(refusal).contains("企业 + 月份"))
    }

    @Test(arguments: [
        ("1,000", "1000"), ("12,5O0", "12500"), ("1\u{FF0C}234,567.80", "1234567.80"), ("12'500", "12500"),
    ])
    func thousandsAreGuessed(found: String, meant: String) { #expect(FaultWords.cleaned(found) == meant) }

    @Test func theBatchPageEndsWithTheCount() {
        let refused = BatchRefused(
            faults: [
                .init(row: 2, refusal: Refusal("data.month", found: "2020/5", .badMonth)),
                .init(row: 2, refusal: Refusal("data.export_cny", found: "", .missing)),
                .init(row: 9, refusal: Refusal("data.country", found: "\u{1B}[2J", .unknownCountry)),
            ], rows: 412)
        let lines = BatchRefusedPage(refused, Self.en).text(place: "trade.csv", firstRow: 2).split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[0].hasPrefix("trade.csv:3 month: found \"2020/5\""))
        #expect(lines[2].hasPrefix("trade.csv:10 country: found \"␛[2J\""))
        #expect(lines[3] == "2 of 412 rows refused, nothing recorded")
        let chinese = BatchRefusedPage(refused, Self.zh).text(place: "").split(separator: "\n")
        #expect(chinese[0].hasPrefix("第 2 行 月份 month: "))
        #expect(chinese[3] == "412 行中有 2 行被退回，全部未入账")
        #expect(Self.en.json(refused).array?.count == 3)
        #expect(Self.en.json(refused).array?[2]["row"] == .integer(9))
        #expect(Self.en.json(refused).array?[0]["problem"] == .string("bad_month"))
    }

    @Test func otherErrorsHaveWordsAndAWayOut() {
        let ledger: [LedgerError] = [
            .noLedger(path: "p"), .alreadyExists(path: "p"), .leftOver(path: "p", file: "p-wal"),
            .notALedger(path: "p"),
            .newerFormat(path: "p", found: 2, supported: 1), .busy(path: "p", waitedSeconds: 5), .readOnly(path: "p"),
            .needsWriteAccess(path: "p"), .diskFull(path: "p"), .inputOutput(path: "p", message: "m"),
            .interrupted, .damaged("event 3"), .outOfMemory(path: "p"), .clockOff(milliseconds: -1),
            .otherSize(expected: 5, found: 6), .batchTooLarge(limit: 7), .ledgerFull(limit: 9),
            .noSuchSize(9, size: 5), .otherTree(leaves: 5, events: 4), .otherTree(leaves: 4, events: 5),
            .unreadable(seq: 3, .notJSON(JSONFault(kind: .tooDeep(limit: 16), byte: 3))),
        ]
        let json: [JSONFault.Kind] = [
            .tooLong(limit: 1), .notUTF8, .syntax, .endsEarly, .trailingText, .duplicateKey("k"), .tooDeep(limit: 16),
            .loneSurrogate,
        ]
        let lines: [LineFault] = [
            .notJSON(JSONFault(kind: .syntax, byte: 1)), .notAnObject, .keys(missing: ["id"], unknown: ["x"]),
            .field("seq", found: "\"1\""), .notCanonical,
        ]
        let restore: [RestoreRefused.Reason] = [
            .line(.notCanonical), .order(expected: 2, found: 3), .timeGoesBack, .unknownType("x"),
            .refused([Refusal("data.month", found: "x", .badMonth)]), .repeats(seq: 1), .notStoredForm,
            .neverRegistered("9133"), .noLineFeed,
        ]
        var found: [any Error] = ledger
        for kind in json { found.append(JSONFault(kind: kind, byte: 3)) }
        found += lines as [any Error]
        for reason in restore { found.append(RestoreRefused(line: 4, reason: reason)) }
        found.append(NoSchemeInForce(on: CivilDate(trusted: 20_190_630), knownSize: 3))
        for error in found {
            #expect(Self.isChinese(Self.zh.words(for: error) ?? ""), "\(error)")
            let en = Self.en.words(for: error) ?? ""
            #expect(en.count > 15 && !Self.isChinese(en), "\(error): \(en)")
        }
        let verify: [Office.Fault] = [
            .file("x"), .missing(seq: 1), .impossible(seq: -5), .knownBeyond(size: 4, known: 5),
            .otherTree(leaves: 5, events: 4), .notCanonical(seq: 1),
            .wrongSeq(seq: 1, found: 2),
            .timeGoesBack(seq: 1),
            .changed(seq: 1), .tree("x"), .closing(seq: 3, size: 9), .schema(.missing(.table, name: "events")),
            .schema(.changed(.view, name: "register")), .schema(.foreign(.index, name: "x")),
            .schema(.missing(.trigger, name: "events_are_not_updated")),
        ]
        for fault in verify {
            #expect(Self.isChinese(Self.zh.words(fault)))
            #expect(!Self.isChinese(Self.en.words(fault)))
        }
        #expect(
            Self.en.words(RestoreRefused(line: 4, reason: .repeats(seq: 1)), file: "all.jsonl").hasPrefix(
                "all.jsonl:4: "))
    }

    /// The scheme reader's English must have its Chinese here.
    @Test func schemeFaultsAreTranslated() throws {
        let broken = try JSONReader.read(
            Array(
                """
                {"id":"","title":1,"year":"x","total":"x","townships":[{"id":"a b","name":"n"},{"id":"c","name":"n"}],
                "indicators":[{"id":"i","name":"n","points":"1","method":"target_ratio","measure":"exports.growth"}],
                "targets":[{"through":"x"},{"through":"2020-05","county":{"x":"?"},"townships":{"c":{}}}],
                "milestones":[{"measure":"m","by":"x","at_least":"1"}]}
                """.utf8))
        let faults = SchemeReader.read(broken).faults
        #expect(faults.count > 8)
        for fault in faults {
            #expect(FaultWords.schemeAllowed[fault.allowed] != nil, "\(fault.allowed)")
            #expect(Self.isChinese(Self.zh.words(fault)))
        }
    }
}
