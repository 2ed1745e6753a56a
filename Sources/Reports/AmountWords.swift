import Records

/// Words for numbers that are none.
extension FaultWords {
    func message(_ fault: Hundredths.Fault, found: String, kind: RecordType.Kind?) -> Message {
        let fields = FieldWords(language)
        let decimals = language("数字，最多 2 位小数，如 12500.00", "digits with up to 2 decimals, e.g. 12500.00")
        let allowed = kind.map(fields.allowed) ?? decimals
        if case .amount(let currency)? = kind, let other = FaultWords.otherCurrency(found, than: currency) {
            return Message(
                wrong: language("币种是\(other.zh)", "the currency is \(other.en)"), allowed: allowed,
                mend: language("换算后再填，汇率不由本程序定", "convert it first: rates are not the program's to choose"))
        }
        var mend = meant(by: found)
        let wrong: String
        switch fault {
        case _ where ["-", "--", "—", "——", "－", "/", "无", "暂无"].contains(found):
            wrong = language("不是数字", "no number")
            mend = language("没有发生额请填 0", "write 0 where there was none")
        case .empty:
            wrong = ""
            mend = language("没有发生额请填 0", "write 0 where there was none")
        case .sign:
            let negative = found.hasPrefix("-")
            wrong = negative ? language("负数", "a negative number") : language("多了“+”号", "a plus sign")
            if negative {
                mend = language("不填负数；冲减请更正原记录", "write no negative amounts; to take back, correct the old record")
            } else {
                mend = mend.isEmpty ? language("去掉“+”号", "leave out the plus sign") : mend
            }
        case .leadingZero: wrong = language("前面有多余的 0", "needless zeros at the left")
        case .tooManyDecimals:
            wrong = language("小数超过 2 位", "more than 2 decimals")
            mend = language("四舍五入到分", "round to hundredths")
        case .tooLarge:
            wrong = language(
                "小数点前超过 \(Hundredths.wholeDigits) 位", "more than \(Hundredths.wholeDigits) digits before the point")
            mend = language("请核对单位", "check the unit")
        case .character(let first):
            (wrong, mend) = words(first, found: found, mend: mend)
            if case .amount? = kind {
            } else if kind != nil, found.contains(where: { $0 == "万" || $0 == "亿" }) {
                mend = language("写出全部数字，如 1 万填 10000", "write the whole number, e.g. 10000 for 1万")
            }
        case .shape:
            wrong = language("小数点的位置不对", "a point in the wrong place")
        }
        return Message(wrong: wrong, allowed: allowed, mend: mend)
    }

    /// The currency that an amount names, where it is not the field's.
    private static func otherCurrency(
        _ found: String, than currency: RecordType.Currency
    ) -> (zh: String, en: String)? {
        let isDollars =
            ["美元", "美金", "US", "us"].contains(where: found.contains) || found.contains("$") && !found.contains("元")
        switch currency {
        case .cny: return isDollars ? ("美元", "the dollar") : nil
        case .usd:
            let isYuan = ["人民币", "元", "¥", "\u{FFE5}", "RMB", "CNY"].contains(where: found.contains)
            return isYuan && !isDollars ? ("人民币", "the yuan") : nil
        }
    }

    /// What all the characters are that have no place in an amount, and what to do about them.
    private func words(_ first: Character, found: String, mend: String) -> (wrong: String, mend: String) {
        var odd: [Character] = []
        for character in found where !(character.isASCII && (character.isNumber || character == ".")) {
            if !odd.contains(character) { odd.append(character) }
        }
        let slips = odd.compactMap(slip)
        // A text that is no number at all is called by its first character.
        guard !slips.isEmpty, slips.count == odd.count else {
            let slip = slip(first)
            return (slip?.name ?? name(first), slip?.mend ?? mend)
        }
        var names: [String] = []
        for slip in slips where !names.contains(slip.name) { names.append(slip.name) }
        let last = names.removeLast()
        let wrong = names.isEmpty ? last : language.list(names) + language("和", " and ") + last
        return (wrong, slips.lazy.compactMap(\.mend).first ?? mend)
    }

    /// What a text with usual slips probably means. A letter may stand for a digit or be one too many: what it was read
    /// as is told, not passed off as what was meant.
    private func meant(by found: String) -> String {
        guard let meant = FaultWords.cleaned(found) else { return "" }
        var readings: [String] = []
        for letter in found {
            guard let digit = FaultWords.digit(for: letter) else { continue }
            let reading = language("\(letter) 是 \(digit)", "\(digit) for \(letter)")
            if !readings.contains(reading) { readings.append(reading) }
        }
        guard !readings.isEmpty else { return didYouMean([meant]) }
        return language(
            "请核对原数；若 \(language.list(readings))，应填 \(meant)",
            "look the figure up; with \(language.list(readings)) it is \(meant)")
    }

    /// The digit that a letter is mistaken for.
    private static func digit(for letter: Character) -> Character? {
        switch letter {
        case "O", "o": "0"
        case "l", "I": "1"
        default: nil
        }
    }

    /// A usual slip in an amount: its name, and what to do about it where that is always the same.
    private func slip(_ character: Character) -> (name: String, mend: String?)? {
        switch character {
        case "O", "o", "l", "I", "i": (language("字母 \(character)", "the letter \(character)"), nil)
        case ",", "\u{FF0C}", "'": (language("千分位分隔符", "a thousands separator"), nil)
        case "e", "E":
            (
                language("科学计数法", "an exponent"),
                language("写出全部数字；表格里请把单元格格式设为数值", "write all the digits; in a spreadsheet format the cell as a number")
            )
        case "万", "亿":
            (
                language("带单位“\(character)”", "the unit \(character)"),
                language("换算成元，如 1 万元填 10000", "write the whole number, e.g. 10000 for 1万")
            )
        case "元", "¥", "\u{FFE5}", "$", "美": (language("带货币单位", "a unit of money"), nil)
        case "%": (language("百分号", "a percent sign"), nil)
        case "-", "\u{FF0D}", "–", "—", "−":
            (language("横线", "a dash"), language("没有发生额请填 0", "write 0 where there was none"))
        case " ", "\u{A0}", "\u{3000}": (language("中间有空格", "a space inside"), nil)
        case "。": (language("句号", "a Chinese full stop"), nil)
        case "\u{FF10}"..."\u{FF19}", "\u{FF0E}": (language("全角字符", "full-width digits"), nil)
        default: nil
        }
    }

    /// A character that nobody expects in an amount, with its code for whoever can't tell it from another.
    private func name(_ character: Character) -> String {
        let shown = Terminal.safe(String(character))
        let code = character.unicodeScalars.first.map { String($0.value, radix: 16, uppercase: true) } ?? ""
        return language("字符“\(shown)”（U+\(code)）", "the character \"\(shown)\" U+\(code)")
    }

    /// The amount that a text with usual slips probably means, e.g. `12,5O0` → `12500`; nil where that is not plain.
    static func cleaned(_ found: String) -> String? {
        var text = ""
        for character in found {
            switch character {
            case "O", "o", "l", "I": text.append(FaultWords.digit(for: character) ?? character)
            case ",", "\u{FF0C}", "'": text.append(",")
            case " ", "\u{A0}", "\u{3000}", "元", "¥", "\u{FFE5}", "$", "+": continue
            case "。", "\u{FF0E}": text.append(".")
            case "\u{FF10}"..."\u{FF19}": text += character.wholeNumberValue.map(String.init) ?? ""
            default: text.append(character)
            }
        }
        // A comma parts thousands only where three digits follow it: 96,5 may be meant as 96.5, and is not guessed.
        let groups = text.prefix { $0 != "." }.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.count == 1 || (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy({ $0.count == 3 })
        else {
            return nil
        }
        text.removeAll { $0 == "," }
        while text.count > 1, text.first == "0", text.dropFirst().first?.isNumber == true { text.removeFirst() }
        if text.first == "." { text = "0" + text }
        if text.last == "." { text.removeLast() }
        guard text != found, let amount = try? Hundredths(text) else { return nil }
        // Decimals stay as they were written, so that the eye finds its number again.
        return text.contains(".") ? text : amount.description
    }
}
