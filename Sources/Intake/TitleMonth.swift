import Ledger

/// The month that the text above a table says for all of its facts.
enum TitleMonth: Equatable {
    case none
    case one(String)
    /// Several months or a span of months, by the texts that say so.
    case unclear([String])

    /// - Parameter texts: the sheet's name, and what stands in the rows above the heading.
    init(_ texts: [String]) {
        var months: [String] = []
        var said: [String] = []
        var isSpan = false
        for text in texts {
            let read = HeadingText(text)
            guard let month = read.month, let year = month.year,
                let name = CivilMonth(year: year, month: month.month)?.description
            else { continue }
            // A whole date tells when the sheet was made.
            let day = read.name.prefix { $0.isASCII && $0.isNumber }
            if !day.isEmpty, day.count == read.name.count || read.name.dropFirst(day.count).first == "日" { continue }
            said.append(text)
            if !months.contains(name) { months.append(name) }
            if TitleMonth.goesOn(read.name + (read.remark ?? "")) { isSpan = true }
        }
        switch months.count {
        case 0: self = .none
        case 1 where !isSpan: self = .one(months[0])
        default: self = .unclear(said)
        }
    }

    /// Whether what follows a month makes more of it: 2020年1月至8月, 2020年8月、9月, 2020年8月累计.
    private static func goesOn(_ rest: String) -> Bool {
        if rest.contains("累计") { return true }
        let characters = Array(rest)
        return characters.indices.contains { place in
            "月年".contains(characters[place]) && place > 0 && characters[place - 1].isASCII
                && characters[place - 1].isNumber
        }
    }
}
