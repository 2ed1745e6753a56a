import Records

/// Words for faults against other records of the same subject: what is named, and in which order.
extension FaultWords {
    func course(_ refusal: Refusal, shown: String) -> String {
        func plain(_ wrong: String, _ mend: String) -> String { joined(found: nil, Message(wrong: wrong, mend: mend)) }
        switch refusal.problem {
        case .referenceUnknown(let type):
            return plain(
                language("没有编号为\(shown)的“\(typeName(type))”", "there is no \(typeName(type)) \(shown)"),
                language(
                    "核对编号，或先录入：\(CommandName.append) \(type.rawValue)",
                    "check the number, or record it first: \(CommandName.append) \(type.rawValue)"))
        case .beforeReference(let type, let since):
            return plain(
                language(
                    "\(shown)的“\(typeName(type))”是 \(since) 的，晚于本条",
                    "the \(typeName(type)) \(shown) is of \(since), after this"
                ),
                language("业务日期应不早于 \(since)", "date this \(since) or later"))
        case .namedBefore(let by, let on):
            return plain(
                language("\(on) 的记录 \(Terminal.safe(by)) 已引用它", "\(Terminal.safe(by)) names it on \(on) already"),
                language("业务日期应不晚于 \(on)", "date it \(on) or before"))
        case .impossible(let step, let state, let possible):
            let steps = possible.map(self.step).joined(separator: language("、", ", "))
            return plain(
                language(
                    "\(shown)当时的状态是“\(state.zh)”，不能录入“\(typeName(step))”",
                    "\(shown) is then \"\(state.en)\" and can't take \(step.rawValue)"),
                possible.isEmpty
                    ? language("请另立一件", "begin a new one") : language("可以录入：\(steps)", "possible: \(steps)"))
        case .breaksCourse(let at, let step, let state):
            let id = Terminal.safe(at)
            return plain(
                language(
                    "这样改，与后面的记录 \(id)（\(typeName(step))）矛盾：那时的状态会是“\(state.zh)”",
                    "with this change the later record \(id) (\(step.rawValue)) could not be: the state would be \"\(state.en)\""
                ),
                language("先处理它：\(CommandName.retract) \(id)", "see to that first: \(CommandName.retract) \(id)"))
        case .overdrawn(let type, let left):
            return plain(
                language(
                    "\(shown)超过“\(typeName(type))”的余额 \(left)",
                    "\(shown) is more than the \(left) left of the \(typeName(type))"),
                language(
                    "核对金额，或先用 \(CommandName.correct) 更正“\(typeName(type))”",
                    "check the amount, or correct what was recorded with \(CommandName.correct)"))
        case .belowDrawn(let type, let total):
            return plain(
                language(
                    "\(shown)少于已录入“\(typeName(type))”的合计 \(total)",
                    "\(shown) is less than the \(total) of \(typeName(type)) recorded on it"),
                language("至少为 \(total)，或先更正那些记录", "give \(total) or more, or correct those records first"))
        default: return shown
        }
    }

    private func typeName(_ type: EventType) -> String { language(Catalog[type].zh, Catalog[type].en) }
    private func step(_ type: EventType) -> String { language("\(typeName(type)) \(type.rawValue)", type.rawValue) }
}
