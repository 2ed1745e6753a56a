import Ledger
import Programmes
import Records
import Scoring

/// Words for schemes.
extension FaultWords {
    /// `indicators[0].points: found 7; allowed: …`.
    public func words(_ fault: SchemeFault) -> String {
        let path = fault.path.isEmpty ? "scheme" : Terminal.safe(fault.path)
        let missing = fault.found == "missing"
        let found = language(missing ? "缺少" : "填的是 ", missing ? "missing" : "found ")
        let value = missing ? "" : Terminal.safe(fault.found)
        return "\(path): \(found)\(value)" + language("；应为：", "; allowed: ")
            + language(FaultWords.chinese(fault.allowed), fault.allowed)
    }

    /// `no scheme is in force on 2019-06-30 …`.
    public func words(_ fault: NoSchemeInForce) -> String {
        language(
            "\(fault.on) 没有施行中的考核办法（已知 \(fault.knownSize) 条事件）；请换一个日期，或先录入：\(CommandName.append) scheme.adopted",
            "no scheme is in force on \(fault.on) (\(Language.plural(fault.knownSize, "event")) known); ask for another day, or record one: "
                + "\(CommandName.append) scheme.adopted")
    }

    /// `no work list is in force on 2019-06-30 …`.
    public func words(_ fault: NoPlanInForce) -> String {
        language(
            "\(fault.on) 没有施行中的工作方案（已知 \(fault.knownSize) 条事件）；请换一个日期，或先印发：\(CommandName.worklist) adopt",
            "no work plan is in force on \(fault.on) (\(Language.plural(fault.knownSize, "event")) known); ask for another "
                + "day, or adopt one: \(CommandName.worklist) adopt")
    }

    /// - Parameter known: the units of the plan in force.
    public func words(unknownUnit name: String, known: [String]) -> String {
        let near = nearest(name, among: known)
        let hint = near.isEmpty ? "" : didYouMean(near) + language("", " ")
        let allowed = planned(known, near: near, listedBy: CommandName.unit)
        return language(
            "方案中没有单位“\(Terminal.safe(name))”；\(hint)可用：\(allowed)",
            "the plan has no unit \"\(Terminal.safe(name))\"; \(hint)allowed: \(allowed)")
    }

    /// The names of a plan that are close to a text, without the ids behind them.
    /// - Parameter known: each a name, or a name with its id behind it.
    func nearest(_ text: String, among known: [String]) -> [String] {
        Nearest.to(
            text,
            among: known.map { name in
                let words = name.split(separator: " ").map(String.init)
                return (words.count > 1 ? [words.dropLast().joined(separator: " ")] : []) + [name] + words
            })
    }

    /// What a plan knows: a few in full; of many none but the command that lists them, and the first ones where nothing is
    /// near.
    func planned(_ known: [String], near: [String], listedBy command: String) -> String {
        guard known.count > 6 else { return language.list(known) }
        let some = near.isEmpty ? language.list(Array(known.prefix(3))) + language("等", ", …; ") : ""
        return language("\(some) \(known.count) 个，见 \(command)", "\(some)\(known.count) in all, see \(command)")
            .trimmingPrefix(" ").description
    }

    /// The scheme reader's words for what is allowed, in Chinese. Names of measures and methods stay.
    private static func chinese(_ allowed: String) -> String {
        let sum = "the sum of the indicators' points, "
        if allowed.hasPrefix(sum) { return "各考核项分值之和 " + allowed.dropFirst(sum.count) }
        return schemeAllowed[allowed] ?? allowed
    }

    static let schemeAllowed: [String: String] = [
        "a text": "文字",
        "1–64 of A–Z, a–z, 0–9 and . _ : -": "1–64 个字符，可用 A–Z、a–z、0–9 和 . _ : -",
        "1–64 of a–z, 0–9 and . _, for it is a key in targets":
            "1–64 个字符，可用 a–z、0–9 和 . _，因为它是 targets 中的键",
        "a decimal text with at most 2 decimals, e.g. \"2.5\"": "带引号的数字，最多 2 位小数，如 \"2.5\"",
        "a decimal text with at most 6 decimals, e.g. \"0.085\"": "带引号的数字，最多 6 位小数，如 \"0.085\"",
        "each id once": "每个编号只出现一次",
        "an id of its own for another year, e.g. half_year_2021": "另一年度的阶段须有自己的编号，如 half_year_2021",
        "a list": "列表",
        "an object": "对象",
        "lists and objects at most 10 deep": "列表和对象的嵌套不超过 10 层",
        "at most 524288 bytes": "不超过 524288 字节",
        "a year, e.g. 2020": "年份，如 2020",
        "a month YYYY-MM": "月份 YYYY-MM",
        "a date YYYY-MM-DD": "日期 YYYY-MM-DD",
        "every township with a target in every column": "每一栏都有每个乡镇的任务",
        "a target for it": "该项任务的数值",
        "the id of one of the units": "units 中一个单位的编号",
        "the id of one of the stages": "stages 中一个阶段的编号",
        "a measure with goals, e.g. fair.visits or exporters.new": "有目标的指标，如 fair.visits 或 exporters.new",
        "a measure, e.g. exports.growth or exporters.new": "指标，如 exports.growth 或 exporters.new",
        "a later day than the stage before": "晚于上一阶段的日期",
        "one of at_least and above": "at_least 和 above 填其中一个",
        "at least one of units, groups, worklist": "units、groups、worklist 至少有一个",
        "true or false": "true 或 false",
        "more points than the band below it": "比下一档更高的分值",
        "the indicator's points in the highest band": "最高一档的分值等于该项满分",
    ]
}
