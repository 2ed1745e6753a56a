import ArgumentParser
import Ledger
import Reports

/// How answers are given.
enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, csv }

extension Language: ExpressibleByArgument {}

struct OutputOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp(words("输出格式", "How to print."), valueName: "table|json|csv"))
    var format: Format = .table

    @Option(
        name: .long,
        help: ArgumentHelp(words("语言，默认随系统", "Language; the locale's by default."), valueName: "zh|en"))
    var lang: Language?

    @Flag(name: .long, help: ArgumentHelp(words("不按屏宽收缩表格", "Do not fit tables to the terminal.")))
    var wide = false

    /// - Throws: `ValidationError` where CSV is asked of what is no table.
    func checkNoCSV(_ command: String) throws {
        guard format == .csv else { return }
        throw ValidationError(
            words("\(command) 没有 CSV；--format 可用：table、json", "\(command) has no CSV; --format is table or json"))
    }

    /// Columns to fit tables to; nil for no limit.
    var width: Int? { wide ? nil : Surroundings.width }
}

struct LedgerOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            words(
                "账本文件，默认取 TAIZHANG_LEDGER，再默认 ./taizhang.sqlite",
                "The ledger's file; TAIZHANG_LEDGER, else ./taizhang.sqlite."), valueName: "path"),
        completion: .file())
    var ledger: String?

    var path: String { ledger ?? Surroundings.environment["TAIZHANG_LEDGER"] ?? "taizhang.sqlite" }
}

struct ActorOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            words("经办人，默认取 TAIZHANG_ACTOR，再默认登录名", "Who submits; TAIZHANG_ACTOR, else the login name."),
            valueName: "name"))
    var actor: String?

    var name: String { actor ?? Surroundings.environment["TAIZHANG_ACTOR"] ?? Surroundings.loginName }
}

/// Optimistic concurrency for scripts: what they record rests on what they have seen.
struct ExpectOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            words("账本应有的事件数；其间有人入过账就退回", "Refuse unless the ledger has just so many events."), valueName: "size"))
    var expectSize: Int64?
}

/// The two time axes of a question (ledger.md §1).
struct QuestionOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            words("业务日期，默认今天", "Facts effective up to this date; today by default."), valueName: "YYYY-MM-DD"))
    var on: CivilDate?

    @Option(
        name: .long,
        help: ArgumentHelp(
            words(
                "入账时点：日期（当日终）、RFC 3339 时刻或事件数，默认全部",
                "What was recorded by then: a date (its end), an RFC 3339 instant or a tree size; everything by default."
            ),
            valueName: "date|instant|size"))
    var known: Known?

    var date: CivilDate { on ?? Surroundings.today() }
    var moment: Known { known ?? .everything }

    /// - Throws: `ValidationError` where a span would begin behind its end.
    func check(from: CivilDate?) throws {
        guard let from, from > date else { return }
        throw ValidationError(words("--from \(from) 晚于 --on \(date)", "--from \(from) is after --on \(date)"))
    }
}

extension CivilDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Known: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension ScorePage.Order: ExpressibleByArgument {}
