import Ledger

/// Words for texts that are no JSON, or no line of a ledger.
extension FaultWords {
    /// `not valid JSON at byte 17: …`.
    public func words(_ fault: JSONFault) -> String {
        let what: String
        switch fault.kind {
        case .tooLong(let limit):
            return language("JSON 超过 \(limit) 字节的上限；请分开报送", "the JSON is longer than \(limit) bytes; split it up")
        case .notUTF8:
            what = language("不是 UTF-8 编码；请另存为 UTF-8", "not UTF-8; save the file as UTF-8")
        case .syntax:
            what = language(
                "此处不合 JSON 语法；检查引号、逗号和括号", "no JSON syntax; check quotation marks, commas and brackets")
        case .endsEarly: what = language("文本在此中断；补全引号和括号", "the text ends here; close quotation marks and brackets")
        case .trailingText: what = language("JSON 之后还有内容；一行只放一个对象", "text behind the JSON; write one object a line")
        case .duplicateKey(let key):
            what = language(
                "键“\(Terminal.safe(key))”出现两次；只保留一个", "the key \"\(Terminal.safe(key))\" stands twice; keep one of them"
            )
        case .tooDeep(let limit):
            what = language("嵌套超过 \(limit) 层", "nested more than \(limit) deep")
        case .loneSurrogate:
            what = language("\\u 转义不成对；直接写出该字符", "half a \\u pair; write the character itself")
        }
        return language("第 \(fault.byte) 字节：\(what)", "not valid JSON at byte \(fault.byte): \(what)")
    }

    /// Why a line is no event.
    public func words(_ fault: LineFault) -> String {
        switch fault {
        case .notJSON(let fault): return words(fault)
        case .notAnObject: return language("不是 JSON 对象 {…}", "no JSON object {…}")
        case .keys(let missing, let unknown):
            var parts: [String] = []
            if !missing.isEmpty { parts.append(language("缺少 ", "missing: ") + language.list(missing)) }
            if !unknown.isEmpty {
                parts.append(language("多出 ", "not allowed: ") + language.list(unknown.map(Terminal.safe)))
            }
            return language("事件的键不对：", "the event's keys are wrong: ") + parts.joined(separator: language("；", "; "))
        case .field(let field, let found):
            let place = FieldWords(language).name(at: field)
            return "\(place): "
                + joined(
                    found: found,
                    Message(
                        wrong: language("不是账本写出的形式", "not as a ledger writes it"),
                        mend: language("用原账本重新导出", "export again from the ledger")))
        case .notCanonical:
            return language(
                "不是规范形式（RFC 8785）：空格、键序或转义与账本写出的不同；用 \(CommandName.export) 重新导出，不要改动文件",
                "not in canonical form (RFC 8785): spaces, order of keys or escapes differ from what a ledger writes; "
                    + "export again with \(CommandName.export) and do not edit the file")
        }
    }
}
