import Testing

/// What `--help` and complaints look like in both languages.
@Suite struct HelpTests {
    /// Chinese text has punctuation of its own: none of ASCII stands behind a Chinese character or ahead of one. What is
    /// for machines, such as `file:17` and `a,b`, has no Chinese beside it.
    static func halfWidth(_ text: String) -> [Substring] {
        text.matches(of: #/.{0,9}(?:[一-鿿”）][,;:?!()]|[,;:?!()][一-鿿“（]).{0,9}/#).map(\.output)
    }

    /// Each command is asked for in its own language, and fails or not.
    static let chinese = [
        "import --help", "template --help", "import missing.xlsx", "import start.jsonl", "template x -o x.xlsx",
        "export --help", "backup --help", "restore --help", "init --help", "score --help", "append --help",
        "log --help", "figures", "figures --help", "inspections", "inspections --help", "index", "index --help",
        "ticket list", "ticket show x", "ticket list --help", "monitoring", "monitoring --help",
        "monitoring score 2020-05", "monitoring score 2020-05 --fill-weight 101", "digest", "digest --help", "fairs",
        "fairs x", "fairs --help", "exporters review", "exporters review --help",
        "exporters review --from 2099-01-01 --on 2020-01-01",
        "scheme --help", "correct --help", "score --on 2020-05-31 --township 夹浦乡",
        "score --on 2020-05-31 --township 不知道",
        "score --on 2020-05-31 --township 太湖", "append --file missing.jsonl", "scheme check missing.json",
        "scheme check scheme.json", "export -o missing/all.jsonl", "export -o all.jsonl",
        "restore start.jsonl --ledger new.sqlite --root x", "correct e1 township=heping --reason 迁址 --dry-run",
    ]

    static let commands = [
        "init", "catalog", "append", "import", "template", "correct", "retract", "log", "show", "score", "progress",
        "fairs", "worklist", "worklist show", "worklist adopt", "unit", "exporters review", "figures", "inspections",
        "index", "bulletin", "audit",
        "explain",
        "statement", "replay", "diff", "close", "what-if", "dispute", "export", "restore", "scheme", "scheme list",
        "scheme show", "scheme check", "verify", "rebuild", "backup", "checkpoint", "receipt", "prove", "cosign",
        "keygen",
    ]

    @Test(arguments: commands) func helpHasAnExample(command: String) throws {
        let clerk = try Clerk()
        for (language, word) in [("zh", "例：taizhang "), ("en", "Example: taizhang ")] {
            let help = try clerk(command + " --help --lang \(language)").output
            #expect(help.contains(word + command + (command == "scheme" ? " show" : "")), "\(help)")
        }
    }

    /// The parser's own headings and sentences are in the reader's language too, and a script for a shell is left alone.
    @Test func chineseHelpHasNoWordOfTheParser() throws {
        let clerk = try Clerk(locale: "zh_CN.UTF-8")
        let parsers = [
            "OVERVIEW", "USAGE", "ARGUMENTS", "OPTIONS", "SUBCOMMANDS", "(values", "(default", "Show ", "See '",
        ]
        for command in Self.commands + ["", "ticket", "monitoring", "figures"] {
            let help = try clerk("help " + command)
            #expect(help.code == 0 && help.output.contains("\n用法：taizhang"), "\(command)")
            for word in parsers { #expect(!help.output.contains(word), "\(command): \(word)") }
            // <zh|en> and <YYYY-MM-DD> are typed so; what stands for a value has a Chinese name.
            #expect(help.output.matches(of: /<[a-z.= ]+>/).map(\.output) == [], "\(command)")
        }
        let scores = try clerk("score --help").output
        #expect(scores.contains("按办法所列顺序（可选：rank, scheme；默认：rank）\n"))
        // Broken into lines by the parser.
        #expect(scores.contains("（可选：table, json, csv, md, html,\n                          xlsx）\n"))
        #expect(scores.contains("\n  --township <乡镇>       只看一个乡镇，逐项列出\n"), "columns stay where they are")
        #expect(scores.contains("\n  --known <日期|时刻|事件数>\n                          入账时点"))
        let missing = try clerk("show").complaint
        #expect(missing.hasPrefix("错误：缺少参数 <记录编号>\n说明：<记录编号>  记录编号\n用法：taizhang show <记录编号> "))
        let tickets = try clerk("help ticket").output
        #expect(tickets.contains("\n命令：\n  list（默认）            未闭环"), "columns stay where they are")
        let script = "--generate-completion-script bash"
        #expect(try clerk(script + " --lang zh").output == clerk(script + " --lang en").output)
    }

    @Test func chineseHasPunctuationOfItsOwn() throws {
        let clerk = try Clerk.withLedger(locale: "zh_CN.UTF-8")
        try clerk.write("scheme.json", try clerk("scheme show --on 2020-05-31 --format json").output)
        for command in Self.chinese {
            let answer = try clerk(command)
            // Names are those of the notice: 开发区(太湖街道), 乡镇(街道、园区).
            let text = (answer.output + answer.complaint).replacing(#/(乡镇|开发区|南太湖|示范区|高新区)\([^)]*\)/#) { $0.1 }
            #expect(Self.halfWidth(text) == [], "\(command)")
            #expect(!text.isEmpty)
        }
    }
}
