import Records

/// Words for numbers that are none.
extension FaultWords {
    func message(_ fault: Hundredths.Fault, found: String, kind: RecordType.Kind?) -> Message {
        let fields = FieldWords(language)
        let decimals = language("数字，最多 2 位小数，如 12500.00", "digits with up to 2 decimals, e.g. 12500.00")
        let allowed = kind.map(fields.allowed) ?? decimals
        var mend = ""
        if let meant = FaultWords.cleaned(found) { mend = didYouMean([meant]) }
        let wrong: String
        switch fault {
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
        case .character(let character): (wrong, mend) = words(character, found: found, mend: mend)
        case .shape:
            wrong = language("小数点的位置不对", "a point in the wrong place")
        }
        return Message(wrong: wrong, allowed: allowed, mend: mend)
    }

    /// What a character that has no place in an amount is, and what to do about it.
    private func words(_ character: Character, found: String, mend: String) -> (wrong: String, mend: String) {
        switch character {
        case "O", "o": return (language("字母 \(character)", "letter \(character)"), mend)
        case "l", "I", "i": return (language("字母 \(character)", "letter \(character)"), mend)
        case ",", "\u{FF0C}", "'":
            return (language("千分位分隔符", "thousands separator"), mend)
        case "e", "E":
            return (
                language("科学计数法", "an exponent"),
                language("写出全部数字；表格里请把单元格格式设为数值", "write all the digits; in a spreadsheet format the cell as a number")
            )
        case "万", "亿":
            return (
                language("带单位“\(character)”", "the unit \(character)"),
                language(
                    "换算成元，如 1 万元填 10000", "write the whole number, e.g. 10000 for 1万")
            )
        case "元", "¥", "\u{FFE5}", "$", "美": return (language("带货币单位", "a unit of money"), mend)
        case "%": return (language("百分号", "a percent sign"), mend)
        case "-", "\u{FF0D}", "–", "—", "−":
            return (language("横线", "a dash"), language("没有发生额请填 0", "write 0 where there was none"))
        case " ", "\u{A0}", "\u{3000}": return (language("中间有空格", "a space inside"), mend)
        case "。": return (language("句号", "a Chinese full stop"), mend)
        case "\u{FF10}"..."\u{FF19}", "\u{FF0E}": return (language("全角字符", "full-width digits"), mend)
        default:
            let shown = Terminal.safe(String(character))
            let code = character.unicodeScalars.first.map { String($0.value, radix: 16, uppercase: true) } ?? ""
            return (language("字符“\(shown)”（U+\(code)）", "character \"\(shown)\" U+\(code)"), mend)
        }
    }

    /// The amount that a text with usual slips probably means, e.g. `12,5O0` → `12500`; nil where that is not plain.
    static func cleaned(_ found: String) -> String? {
        var text = ""
        for character in found {
            switch character {
            case "O", "o": text.append("0")
            case "l", "I": text.append("1")
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
