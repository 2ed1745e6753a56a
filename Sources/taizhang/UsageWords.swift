import Foundation

/// What the argument parser says of a command line that it can't read, in Chinese. The parser speaks English alone; its sentences
/// are told apart by how they begin, and one that is not known stays as it is.
enum UsageWords {
    /// - Parameter message: the parser's lines: the fault, help on the argument, the usage, where to read more.
    static func chinese(_ message: String) -> String {
        message.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }
            .joined(separator: "\n")
    }

    private static func line(_ line: String) -> String {
        if let fault = rest(of: line, "Error: ") { return "错误：" + sentence(fault) }
        if let help = rest(of: line, "Help:  ") { return "说明：" + ValueNames.chinese(help) }
        if let usage = rest(of: line, "Usage: ") { return "用法：" + ValueNames.chinese(usage) }
        if let command = between(line, "  See '", "' for more information.") {
            return "  详见 " + ValueNames.chinese(command)
        }
        return line
    }

    private static func sentence(_ fault: String) -> String {
        if let value = between(fault, "The value '", "' is invalid for '"),
            let place = fault.components(separatedBy: "' is invalid for '").last
        {
            // The value is the reader's own; what it was for is the parser's.
            let place = ValueNames.chinese(place)
            if let offered = place.range(of: "'. Please provide one of '") {
                let values = place[offered.upperBound...].split(separator: "'").filter {
                    ![", ", " or ", ".", " and "].contains($0)
                }
                return "“\(value)”不能用于 \(place[..<offered.lowerBound])；可用：\(values.joined(separator: "、"))"
            }
            let offer = "'. Please provide one of the following:"
            return place.hasSuffix(offer)
                ? "“\(value)”不能用于 \(place.dropLast(offer.count))；可用："
                : "“\(value)”不能用于 \(place.last == "'" ? String(place.dropLast()) : place)"
        }
        if let name = between(fault, "Missing expected argument '", "'") { return "缺少参数 " + ValueNames.chinese(name) }
        if let name = between(fault, "Missing value for '", "'") { return ValueNames.chinese(name) + " 后面缺少值" }
        if let name = between(fault, "Unexpected argument '", "'") { return "多余的参数“\(name)”" }
        if let name = between(fault, "Unknown option '", "'") {
            let near = between(fault, "Did you mean '", "'").map { "；是不是 \($0)？" } ?? ""
            return "没有选项 \(name)\(near)"
        }
        if let list = fault.range(of: " unexpected arguments: ") {
            let values = fault[list.upperBound...].dropFirst().dropLast().replacing("', '", with: "”、“")
            return "多余的 \(fault[..<list.lowerBound]) 个参数：“\(values)”"
        }
        if let option = between(fault, "The option '", "' does not take any value, but '") {
            return "选项 \(option) 不带值，去掉 = 及其后的内容"
        }
        if let option = rest(of: fault, "Invalid option: ") { return "没有选项 \(option)" }
        if fault == "Missing required subcommand." { return "缺少命令" }
        return fault
    }

    private static func rest(of text: String, _ head: String) -> String? {
        text.hasPrefix(head) ? String(text.dropFirst(head.count)) : nil
    }

    /// What stands between two marks, the first time that they follow each other.
    private static func between(_ text: String, _ head: String, _ tail: String) -> String? {
        guard let start = text.range(of: head), let end = text.range(of: tail, range: start.upperBound..<text.endIndex)
        else { return nil }
        return String(text[start.upperBound..<end.lowerBound])
    }
}
