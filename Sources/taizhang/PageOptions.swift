import ArgumentParser
import Foundation
import Ledger
import ReportWorkbooks
import Reports
import Workbooks

/// The forms of a page.
enum PageFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, md, html, xlsx

    /// The format that a file's name asks for.
    init?(path: String) {
        switch path.split(separator: "/").last?.split(separator: ".").last?.lowercased() {
        case "txt": self = .table
        case "htm": self = .html
        case "markdown": self = .md
        case let ending?:
            guard path.contains("."), let format = PageFormat(rawValue: ending), format != .table else { return nil }
            self = format
        case nil: return nil
        }
    }
}

/// How a question's answer is given: the same for every page.
struct PageOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            words("输出格式，默认看 -o 的文件名", "How to print; the ending of -o's file by default."),
            valueName: "table|json|csv|md|html|xlsx"))
    var format: PageFormat?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(words("写入文件", "Write to a file."), valueName: "file"), completion: .file())
    var output: String?

    @Option(
        name: .long,
        help: ArgumentHelp(words("语言，默认随系统", "Language; the locale's by default."), valueName: "zh|en"))
    var lang: Language?

    @Flag(name: .long, help: ArgumentHelp(words("不按屏宽收缩表格", "Do not fit tables to the terminal.")))
    var wide = false

    /// The format told, else that of the file's name, else a table.
    var chosen: PageFormat { format ?? output.flatMap { PageFormat(path: $0) } ?? .table }

    /// Whether the answer goes to somebody's screen, who wants it short.
    var isBrief: Bool { chosen == .table && output == nil }

    /// Columns to fit tables to; nil for no limit.
    var width: Int? { wide || output != nil ? nil : Surroundings.width }

    func validate() throws {
        guard let output else {
            if format == .xlsx {
                throw ValidationError(words("xlsx 要写进文件：加 -o 文件.xlsx", "xlsx goes to a file: add -o FILE.xlsx"))
            }
            return
        }
        if format == nil, PageFormat(path: output) == nil {
            throw ValidationError(
                words(
                    "-o：看不出“\(Terminal.safe(output))”是什么格式；文件名以 .xlsx、.html、.csv、.md、.json 或 .txt 结尾，或者加 --format",
                    "-o: found \"\(Terminal.safe(output))\", whose format can't be told; end the name in .xlsx, .html, "
                        + ".csv, .md, .json or .txt, or add --format"))
        }
    }

    /// Prints or writes a page.
    func show(_ page: some Page) throws { try show([page]) }

    /// Prints or writes pages: one after the other, or as the sections of one document.
    func show(_ pages: [any Page]) throws {
        guard let output else { return Surroundings.write(text(pages, marksCSV: Surroundings.marksCSV)) }
        // What was asked for while nothing told of progress.
        try Interruption.check()
        let file = PageFile(output)
        if chosen == .xlsx {
            try file.check()
            do { try DocumentWorkbook(document(pages)).write(to: output) } catch { throw file.complaint(error) }
        } else {
            try file.write(text(pages, marksCSV: true))
        }
    }

    private func text(_ pages: [any Page], marksCSV: Bool) -> String {
        switch chosen {
        case .json: pages.map { String(decoding: $0.json().canonical, as: UTF8.self) + "\n" }.joined()
        case .csv: pages.map { $0.csv(withByteOrderMark: marksCSV) }.joined()
        case .md: Markdown(document(pages)).text
        case .html: HTMLPage(document(pages)).text
        case .table, .xlsx:
            pages.map { $0.text(width: width, colour: output == nil && Surroundings.colour) }
                .joined(separator: pages.count > 1 ? "\n" : "")
        }
    }

    private func document(_ pages: [any Page]) -> Document {
        let documents = pages.map(\.document)
        guard var whole = documents.first, documents.count > 1 else {
            return documents.first ?? Document("", language: words)
        }
        whole.facts = []
        whole.cover = []
        whole.sections = documents.flatMap { one in
            one.everySection.map { section in
                var section = section
                section.paragraphs = one.facts.map { "\($0.label)  \($0.value)" } + section.paragraphs
                return section
            }
        }
        return whole
    }
}
