import Foundation

/// The argument parser's own words in a help text, in Chinese: headings, lists of values, its two options. The parser speaks English
/// alone; what the commands say of themselves is in the reader's language already.
enum HelpWords {
    private static let headings = [
        "OVERVIEW: ": "", "USAGE: ": "用法：", "ARGUMENTS:": "参数：", "OPTIONS:": "选项：", "SUBCOMMANDS:": "命令：",
    ]
    private static let sentences = [
        "Show the version.": "显示版本", "Show help information.": "显示帮助", "Show subcommand help information.": "显示命令的帮助。",
    ]

    /// - Parameter help: what the parser prints where help was asked for. What is no help, such as a script for a shell, stays as
    ///   it is.
    static func chinese(_ help: String) -> String {
        guard help.hasPrefix("OVERVIEW: ") || help.hasPrefix("USAGE: ") else { return help }
        let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
            .map { ValueNames.chinese(line: line(String($0))) }
        return values(lines.joined(separator: "\n"))
    }

    private static func line(_ line: String) -> String {
        for (heading, word) in headings where line.hasPrefix(heading) { return word + line.dropFirst(heading.count) }
        for (sentence, words) in sentences where line.hasSuffix("  " + sentence) {
            return line.dropLast(sentence.count) + words
        }
        if line.hasPrefix("  See '"), line.hasSuffix("' for detailed help.") {
            return "  详见 " + line.dropFirst(7).dropLast(20)
        }
        // A command that is taken where none is named; its columns stay where they are.
        if let place = line.range(of: " (default)") { return line.replacingCharacters(in: place, with: "（默认）  ") }
        return line
    }

    /// Lists of what an option takes, and of what it is without one, which the parser may break into lines.
    private static func values(_ help: String) -> String {
        help.replacing(/(\S )?\((values|default):(\s+)([^()]*)\)/) { match in
            let inner = match.output.4.replacing(/;(\s+)default:(\s+)/) { inner in
                "；" + breaking(inner.output.1) + "默认：" + breaking(inner.output.2)
            }
            return (match.output.1?.dropLast() ?? "") + "（" + (match.output.2 == "values" ? "可选：" : "默认：")
                + breaking(match.output.3) + inner + "）"
        }
    }

    /// White space between two words of a line falls away; a line's end does not.
    private static func breaking(_ space: Substring) -> Substring { space.contains("\n") ? space : "" }
}
