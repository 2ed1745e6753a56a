import Ledger

/// Words for dates and months.
extension FaultWords {
    func dateMessage(found: String) -> Message {
        let parts = FaultWords.numbers(found)
        var message = Message(allowed: language("日期 YYYY-MM-DD，如 2020-06-30", "a date YYYY-MM-DD, e.g. 2020-06-30"))
        guard parts.count == 3, parts[0] > 999 else { return message }
        if let date = CivilDate(year: parts[0], month: parts[1], day: parts[2]) {
            message.mend = didYouMean([date.description])
        } else if let month = CivilMonth(year: parts[0], month: parts[1]) {
            message.wrong = language("没有这一天", "no such day")
            message.mend = language("\(month) 有 \(month.end.day) 天", "\(month) has \(month.end.day) days")
        } else {
            message.wrong = language("没有这个月", "no such month")
        }
        return message
    }

    func monthMessage(found: String) -> Message {
        let parts = FaultWords.numbers(found)
        var message = Message(allowed: language("月份 YYYY-MM，如 2020-06", "a month YYYY-MM, e.g. 2020-06"))
        guard (2...3).contains(parts.count), parts[0] > 999 else { return message }
        if let month = CivilMonth(year: parts[0], month: parts[1]) {
            message.mend = didYouMean([month.description])
        } else {
            message.wrong = language("没有这个月", "no such month")
        }
        return message
    }

    /// The numbers of a date in any spelling: 2020/6/30, 2020年6月30日, 20200630, with full-width digits or not.
    private static func numbers(_ text: String) -> [Int] {
        let digits = text.map { $0.wholeNumberValue.map(String.init) ?? " " }.joined()
        let parts = digits.split(separator: " ").map(String.init)
        if parts.count == 1, let whole = parts.first, whole.count == 8 || whole.count == 6, whole.count == text.count {
            let rest = whole.dropFirst(4)
            return ([whole.prefix(4), rest.prefix(2)] + (whole.count == 8 ? [rest.suffix(2)] : []))
                .compactMap { Int($0) }
        }
        return parts.compactMap { Int($0) }
    }
}
