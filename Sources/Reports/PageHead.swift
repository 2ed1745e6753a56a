import Ledger

/// What every answer states first: what it is, for which day, and what was known (ledger.md §1).
struct PageHead {
    let title: String
    let on: CivilDate
    /// m of scoring.md §1; nil where no months are counted.
    let months: Int?
    let head: LogHead
    let language: Language

    /// The head of a document: the same statements, with the whole root.
    var facts: [Document.Fact] {
        var day = on.description
        if let months { day += language.bracketed(counted(months)) }
        return [.init(language("统计截止", "on"), day), PageHead.known(head, language)]
    }

    /// What was known, for pages that are of no day.
    static func known(_ head: LogHead, _ language: Language) -> Document.Fact {
        .init(language("已入账", "known"), words(head, root: head.root.base64, language))
    }

    func text(width: Int?, colour: Bool) -> String {
        var lines = DisplayWidth.wrapped(Terminal.safe(title), to: width).split(separator: "\n")
            .map { TextTable.Style.bold.paint(String($0), colour) }
        var day = on.description
        if let months { day += language.bracketed(counted(months)) }
        lines += line(language("统计截止", "on"), day, width, colour)
        lines += line(
            language("已入账  ", "known"), PageHead.words(head, root: head.root.base64.prefix(12) + "…", language), width,
            colour)
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ label: String, _ value: String, _ width: Int?, _ colour: Bool) -> [String] {
        let label = DisplayWidth.padded(label, to: language == .zh ? 8 : 5) + "  "
        let indent = String(repeating: " ", count: DisplayWidth.of(label))
        let lines = DisplayWidth.wrapped(label + value, to: width, indent: indent).split(separator: "\n")
        return lines.enumerated().map { index, line in
            index == 0 && line.hasPrefix(label)
                ? TextTable.Style.dim.paint(label, colour) + line.dropFirst(label.count) : String(line)
        }
    }

    private func counted(_ months: Int) -> String {
        switch months {
        case 0: language("本年尚无整月", "no whole month of the year yet")
        case 1: language("计入 1 月", "month 1 counted")
        default: language("计入 1–\(months) 月", "months 1–\(months) counted")
        }
    }

    private static func words(_ head: LogHead, root: String, _ language: Language) -> String {
        let count = language("\(head.size) 条事件", Language.plural(head.size, "event"))
        guard let time = head.recordedAt.map(Numerals.shanghai) else {
            return language("\(count)，树根 \(root)", "\(count), root \(root)")
        }
        return language(
            "\(count)，末条 \(time)（北京时间），树根 \(root)", "\(count), the last \(time) Asia/Shanghai, root \(root)")
    }
}
