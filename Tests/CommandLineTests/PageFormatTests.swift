import Foundation
import Ledger
import Testing

/// Every page in every format, to a file and to a pipe.
@Suite struct PageFormatTests {
    static let pages = [
        "score --on 2020-06-30", "score --on 2020-06-30 --township jiapu", "progress --on 2020-06-30", "log", "show t1",
        "explain jiapu --on 2020-06-30", "statement jiapu --month 2020-06 --clock effective", "audit 2020-06-30",
        "diff --on 2020-05-31 --on 2020-06-30", "replay 2020-06 --clock effective", "scheme list",
        "scheme show --on 2020-06-30", "what-if --reach jiapu 1 --on 2020-06-30", "bulletin 2020-06",
    ]
    static let beginnings = [
        "csv": "\u{FEFF}", "json": "", "md": "#", "html": "<!DOCTYPE html>", "xlsx": "PK", "txt": "",
    ]

    @Test(arguments: ["en_US.UTF-8", "zh_CN.UTF-8"]) func everyPageInEveryFormat(locale: String) throws {
        let clerk = try Clerk.withLedger(locale: locale)
        for page in Self.pages {
            // What differs by language is looked at in ReportsTests; here, that it can be written.
            for (ending, beginning) in Self.beginnings
            where locale.hasPrefix("en") || ["html", "xlsx"].contains(ending) {
                let answer = try clerk("\(page) -o page.\(ending)")
                #expect(
                    answer.code == 0 && answer.output == "" && answer.complaint == "", "\(page) \(ending) \(answer)")
                let bytes = try clerk.bytes("page.\(ending)")
                let text = String(decoding: bytes, as: UTF8.self)
                #expect(
                    bytes.count > 2 && (bytes.starts(with: Array(beginning.utf8)) || ending == "md"),
                    "\(page) \(ending)")
                #expect(!text.contains("\u{1B}") || ending == "xlsx")
                guard ["csv", "json"].contains(ending) else { continue }
                let piped = try clerk("\(page) --format \(ending)")
                #expect(piped.output == text.replacing("\u{FEFF}", with: ""), "\(page) \(ending)")
            }
        }
        #expect(clerk.files.filter { $0.hasSuffix(".draft") } == [])
    }

    @Test func theFormatIsThatOfTheNameUnlessTold() throws {
        let clerk = try Clerk.withLedger()
        #expect(try clerk("score --on 2020-06-30 --format csv -o table.txt").code == 0)
        #expect(try String(decoding: clerk.bytes("table.txt"), as: UTF8.self).contains("rank,id,name,total"))
        let unknown = try clerk("score --on 2020-06-30 -o table.doc")
        #expect(unknown.code == 64 && unknown.complaint.contains(".xlsx, .html"))
        let piped = try clerk("score --on 2020-06-30 --format xlsx")
        #expect(piped.code == 64 && piped.complaint.contains("-o FILE.xlsx"))
    }

    @Test func aLedgerIsNeverOverwritten() throws {
        let clerk = try Clerk.withLedger()
        let before = try clerk.bytes("taizhang.sqlite")
        for format in ["csv", "xlsx"] {
            let answer = try clerk("log --format \(format) -o taizhang.sqlite")
            #expect(answer.code == 1 && answer.complaint.contains("is a ledger"))
        }
        #expect(try clerk.bytes("taizhang.sqlite") == before)
        for name in ["missing/a.xlsx", "missing/a.html"] {
            let answer = try clerk("log -o \(name)")
            #expect(answer.code == 74 && answer.complaint.contains("cannot write"), "\(answer)")
        }
    }

    @Test func hostileNamesDoNothingAnywhere() throws {
        let clerk = try Clerk.withLedger()
        let name = "=cmd|' /C calc'!A0<script>"
        #expect(try clerk(["correct", "e2", "name=\(name)", "--reason", "@SUM(1)", "--yes"]).code == 0)
        let csv = try clerk("show e2 --format csv").output
        #expect(!csv.contains("\n=") && !csv.contains(",=") && !csv.contains(",@"))
        #expect(try clerk("show e2 --format json").json?["record"]?["data"]?["name"]?.text == name)
        let html = try clerk("show e2 --format html").output
        #expect(!html.contains("<script") && html.contains("&lt;script&gt;"))
        let markdown = try clerk("show e2 --format md").output
        #expect(markdown.contains("=cmd\\|' /C calc'!A0\\<script\\>"))
    }

    @Test func aMonthThatIsNotOverHasNoBulletin() throws {
        let clerk = try Clerk.withLedger()
        let answer = try clerk("bulletin 9998-12")
        #expect(answer.code == 1 && answer.complaint.contains("is not over"))
    }

    @Test func completionsAreMade() throws {
        let clerk = try Clerk()
        for shell in ["bash", "zsh", "fish"] {
            #expect(try clerk("--generate-completion-script \(shell)").output.contains("bulletin"))
        }
    }

    @Test func wordsThatHelp() throws {
        let clerk = try Clerk.withLedger()
        #expect(try clerk("append trade.reportd x=1").complaint.contains("did you mean trade.reported?"))
        #expect(try clerk("statement jiapu --month 2020-06").complaint.contains("--clock effective"))
        for command in ["checkpoint", "receipt t1 -o r.json", "dispute jiapu --on 2020-06-30 -o d"] {
            let key = "new-\(command.prefix(4)).key"
            let answer = try clerk("\(command) --key \(key)")
            #expect(answer.code == 0 && answer.complaint.contains("made the private key \(key)"), "\(answer)")
        }
        let explained = try clerk("explain jiapu --on 2020-06-30 --evidence 0").output
        #expect(explained.contains("not listed (--evidence all lists them)"))
        // The notice's own words stay Chinese; what stands around them is English.
        let formulas = explained.split(separator: "\n").filter { $0.hasPrefix("  formula ") }
        #expect(!formulas.isEmpty && !formulas.contains { $0.contains("；") } && !explained.contains("：“"))
    }
}
