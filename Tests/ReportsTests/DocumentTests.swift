import Audits
import Foundation
import Ledger
import Records
import Scoring
import TestSupport
import Testing

@testable import Reports

/// Pages in Markdown and HTML, and what hostile names can't do there.
@Suite struct DocumentTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")

    private static func document(_ name: String, _ language: Language) throws -> Document {
        if name == "score" {
            let (table, head) = try Fixture.score("small-11", on: 20_200_630)
            return ScorePage(table, head: head, language: language).document
        }
        if name == "bulletin" {
            return try Fixture.withOffice("small-11") { office in
                let june = CivilMonth(trusted: 202_006)
                let bulletin = try office.bulletin(june, known: .everything)
                return BulletinPage(bulletin, checkpoint: nil, language: language).document
            }
        }
        let (progress, head) = try Fixture.progress("small-11", on: 20_200_630)
        return ProgressPage(progress, head: head, months: [progress, progress], language: language).document
    }

    @Test(arguments: [
        ("score", Language.zh), ("score", .en), ("progress", .zh), ("progress", .en), ("bulletin", .zh),
        ("bulletin", .en),
    ])
    func readsAsItDid(name: String, language: Language) throws {
        let document = try Self.document(name, language)
        for (ending, text) in [("md", Markdown(document).text), ("html", HTMLPage(document).text)] {
            let file = Self.folder.appendingPathComponent("\(name).\(language.rawValue).\(ending)")
            #expect(try Golden.differences(text, file) == [])
        }
    }

    /// What comes from outside: a company's name, a source, a reason.
    static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; } body { display: none", "a & b &lt; c",
        "\u{1B}]0;title\u{7}\u{1B}[2J", "\u{202E}gnp.exe", "one | two\n| three", "# heading", "=cmd|' /C calc'!A0",
        "</style><script>", "[link](javascript:alert(1))", "`code` **bold**", "\\| \\", "\u{0}",
    ]

    private static func hostileDocument(_ text: String) -> Document {
        var document = Document(text, language: .en)
        document.issuer = text
        document.facts = [.init(text, text)]
        document.footer = text
        var section = Document.Section(
            text,
            table: TextTable(
                [.init(text), .init("n", .right, group: text), .init("m", .right, group: text)],
                rows: [[.init(text), .count(1), .count(2)], [.init(text), .count(2), .count(3)]]), notes: [text])
        section.paragraphs = [text]
        section.figure = .bars(columns: 1...2)
        var lines = section
        lines.figure = .lines(columns: 1...2)
        document.sections = [section, lines]
        return document
    }

    @Test(arguments: hostile) func nothingRunsInHTML(text: String) {
        let page = HTMLPage(Self.hostileDocument(text)).text
        let plain = HTMLPage(Self.hostileDocument("x")).text
        // Whatever the text, the tags (line breaks in titles aside, which are the program's own) are the same ones, in the same order.
        func tags(_ html: String) -> [Substring] {
            html.matches(of: #/<([a-zA-Z\/!]+)[^>]*>/#).map(\.1).filter { $0 != "br" }
        }
        let isSame = tags(page) == tags(plain)
        #expect(isSame)
        #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
        // The style sheet has as many rules as ever: the footer's string does not end early.
        func braces(_ html: String) -> Int { html.prefix(while: { $0 != "§" }).count { $0 == "{" } }
        let style = page.components(separatedBy: "</style>")[0]
        #expect(braces(style) - text.count { $0 == "{" } <= braces(plain.components(separatedBy: "</style>")[0]))
        #expect(!style.contains("content: \"\(text)\"") || text == "x")
    }

    @Test(arguments: hostile) func nothingMarksUpInMarkdown(text: String) {
        let lines = Markdown(Self.hostileDocument(text)).text.split(separator: "\n")
        let table = lines.filter { $0.hasPrefix("|") }
        #expect(table.count == 8)
        for line in table {
            // Three columns: four bars that are not escaped.
            let bars = line.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" }
            #expect(bars == 4, "\(line)")
        }
        let page = lines.joined(separator: "\n").replacing(#/\\./#, with: "")
        #expect(!page.contains("<") && !page.contains("](") && !page.contains("`"))
    }

    @Test(arguments: hostile) func nothingSteersATerminal(text: String) {
        let document = Self.hostileDocument(text)
        for width in [nil, 60] {
            let page = DocumentText(document).text(width: width, colour: false)
            #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
        }
    }

    @Test func picturesOfBlocks() {
        #expect(Sparkline.text([0, 50, 100]) == "▁▄█")
        #expect(Sparkline.text([nil, 7, 7]) == " ▄▄")
        #expect(Sparkline.text([]) == "")
        #expect(Bar.text(99, of: 100, width: 4) == "███░")
        #expect(Bar.text(250, of: 100, width: 4) == "████")
        #expect(Bar.text(1, of: 0, width: 2) == "██")
        #expect(Bar.text(nil, of: 1, width: 2) == "")
    }

    @Test(arguments: [40, 60, 100, 200]) func documentsFitTheWidth(width: Int) throws {
        let document = try Self.document("progress", .zh)
        let narrowest =
            document.sections.compactMap { $0.table?.withGroupsInTitles }.map { table in
                table.render(width: 1).split(separator: "\n").map { DisplayWidth.of(String($0)) }.max() ?? 0
            }.max() ?? 0
        for line in DocumentText(document).text(width: width, colour: false).split(separator: "\n") {
            #expect(DisplayWidth.of(String(line)) <= max(width, narrowest + 22), "\(line)")
        }
    }

    @Test func ranksAreColouredByWhereTheyGo() {
        #expect(TextTable.Cell.ranks(8, 3).style == .green)
        #expect(TextTable.Cell.ranks(3, 8).style == .red)
        #expect(TextTable.Cell.ranks(3, 3).style == .plain)
        #expect(TextTable.Cell.ranks(nil, 3).text == "— → 3")
    }
}
