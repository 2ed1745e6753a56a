import Records

/// Words for credit codes, GB 32100-2015.
extension FaultWords {
    func words(_ fault: CreditCode.Fault, found: String) -> String {
        let registry = language("请到企业信用信息公示系统核对", "look it up in the registry")
        let shown = Terminal.safe(found)
        if FaultWords.wasNumber(found) {
            return joined(
                found: found,
                Message(
                    wrong: language("存成了数字，第 16 位起已经丢失", "kept as a number, the digits from the 16th on are lost"),
                    allowed: FieldWords(language).allowed(.enterprise),
                    mend: language(
                        "先把这一列的单元格格式设为文本，再重新填写，\(registry)",
                        "format the column's cells as text, then write the code anew; \(registry)")))
        }
        switch fault {
        case .length(let length):
            let hint =
                length == 15 || length == 13
                ? language("这像是旧的注册号", "this looks like an old registration number")
                : length > 18
                    ? language("多了 \(length - 18) 位", "\(length - 18) too many")
                    : language("少了 \(18 - length) 位", "\(18 - length) missing")
            return joined(
                found: found,
                Message(
                    wrong: language("\(length) 位，\(hint)", "\(length) characters, \(hint)"),
                    allowed: FieldWords(language).allowed(.enterprise), mend: registry))
        case .character(let character, let place):
            let bad = Terminal.safe(String(character))
            var mend = registry
            if let meant = FaultWords.meantInCode(character) {
                mend = didYouMean([String(meant)]) + language("", " ") + registry
            }
            return joined(
                found: found,
                Message(
                    wrong: language("第 \(place) 位是“\(bad)”", "character \(place) is \"\(bad)\""),
                    allowed: language(
                        "数字和大写字母，不含 I、O、S、V、Z", "digits and capital letters, but no I, O, S, V, Z"),
                    mend: mend))
        case .checkCharacter(let expected):
            let tail = "…\(Terminal.safe(String(found.suffix(3).dropLast())))\(expected)"
            return language(
                "\(shown) 校验位不符（前 17 位若无误，应为 \(tail)）；有一位填错了，\(registry)",
                "\(shown) fails its check character (expected \(tail)); \(registry)")
        }
    }

    /// Whether a spreadsheet took a code of digits for a number: it keeps 15 digits, and writes 0 for the rest or an exponent.
    private static func wasNumber(_ found: String) -> Bool {
        let digits = found.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        if digits, found.utf8.count == 18 { return found.hasSuffix("000") }
        let parts = found.uppercased().split(separator: "E")
        return parts.count == 2 && parts[1].hasPrefix("+") && parts.joined().allSatisfy { "0123456789.+".contains($0) }
    }

    /// The character of the standard that is often mistaken for one outside it.
    private static func meantInCode(_ character: Character) -> Character? {
        switch character {
        case "I", "l", "i": return "1"
        case "O", "o": return "0"
        case "S", "s": return "5"
        case "Z", "z": return "2"
        case "V", "v": return "U"
        default: break
        }
        if character.isASCII, character.isLowercase { return character.uppercased().first }
        // Full-width forms lie at a fixed distance from ASCII.
        guard let value = character.unicodeScalars.first?.value, (0xFF01...0xFF5E).contains(value),
            let plain = Unicode.Scalar(value - 0xFEE0)
        else { return nil }
        return Character(plain)
    }
}
