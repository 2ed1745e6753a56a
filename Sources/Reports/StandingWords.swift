import Ledger
import Records

/// Words for faults of a submission that is well formed, but does not stand beside what is recorded: no scheme, no enterprise, no
/// such record, a natural key or an id that is taken.
extension FaultWords {
    /// Faults against what is recorded.
    func standing(_ refusal: Refusal, found: String, shown: String) -> String {
        func plain(_ wrong: String, _ mend: String) -> String { joined(found: nil, Message(wrong: wrong, mend: mend)) }
        switch refusal.problem {
        case .noScheme:
            return plain(
                language("还没有考核办法，无从核对\(shown)", "there is no scheme yet to look \(shown) up in"),
                language(
                    "先录入：\(CommandName.append) scheme.adopted", "record one first: \(CommandName.append) scheme.adopted"
                ))
        case .scheme(let faults):
            let isPlan = FieldWords(language, of: type).field(at: refusal.field)?.kind == .plan
            let (zh, en) = isPlan ? ("工作方案", "plan") : ("考核办法", "scheme")
            let head = language("\(zh)有 \(faults.count) 处错误", "the \(en) has \(faults.count) fault(s)")
            return head + language("：", ":") + faults.map { "\n  " + words($0) }.joined()
        case .enterpriseNotRegistered:
            return plain(
                language("企业\(shown)未登记", "\(shown) is not registered"),
                language(
                    "核对代码，或先登记：\(CommandName.append) enterprise.registered",
                    "check the code, or register it first: \(CommandName.append) enterprise.registered"))
        case .enterpriseFrom(let date):
            return plain(
                language("企业\(shown)自 \(date) 起才登记", "\(shown) is registered only from \(date)"),
                language(
                    "核对业务日期，或用 \(CommandName.correct) 更正登记的起始日期",
                    "check the effective date, or correct the registration's with \(CommandName.correct)"))
        case .reportUnknown:
            return plain(
                language("没有编号为\(shown)的信息", "there is no report \(shown)"),
                language(
                    "核对编号，或先录入：\(CommandName.append) report.submitted",
                    "check the number, or record it first: \(CommandName.append) report.submitted"))
        case .beforeReport(let submitted):
            return plain(
                language("\(shown)早于信息报送日期 \(submitted)", "\(shown) is before the report's submission, \(submitted)"),
                language("录用日期应不早于 \(submitted)", "an adoption is dated \(submitted) or later"))
        case .referenceUnknown, .beforeReference, .namedBefore, .impossible, .breaksCourse, .overdrawn, .belowDrawn:
            return course(refusal, shown: shown)
        case .noTarget:
            return plain(
                language("没有编号为\(shown)的记录", "there is no record \(shown)"),
                language("核对编号", "check the id"))
        case .targetIsChange:
            return plain(
                language("\(shown)是一条更正或撤销，不是记录", "\(shown) is a correction or retraction, not a record"),
                language("填原记录的编号", "give the id of the record that it changed"))
        case .targetRetracted(let seq):
            return plain(
                language("记录\(shown)已由第 \(seq) 条事件撤销", "record \(shown) was retracted by event \(seq)"),
                language("不能再改；请重新报送", "it takes no more changes; submit the facts anew"))
        case .notCorrectable:
            return plain(
                language("类型\(shown)的记录不能更正", "records of the type \(shown) can't be corrected"),
                language("先撤销（\(CommandName.retract)），再重新录入", "retract it (\(CommandName.retract)) and record it anew"))
        case .stillNamed(let by, _) where refusal.field == "data.effective":
            let holder = Terminal.safe(by)
            return plain(
                language(
                    "已录用的信息不能晚于录用日期，录用记录是 \(holder)", "the report was taken up before that date, as \(holder) says"),
                language(
                    "日期改为不晚于录用日期；或先处理录用：\(CommandName.retract) \(holder)",
                    "date it no later than that; or see to that record first: \(CommandName.retract) \(holder)"))
        case .stillNamed(let by, let count):
            let holder = Terminal.safe(by)
            return plain(
                language(
                    "\(shown)仍被 \(count) 条有效记录引用，如 \(holder)",
                    "\(shown) is named by \(Language.plural(count, "live record")), such as \(holder)"),
                language(
                    "先处理它们：\(CommandName.retract) \(holder)", "see to those first: \(CommandName.retract) \(holder)"))
        case .conflict(let holder, let seq):
            let id = Terminal.safe(holder)
            return plain(
                language(
                    "同一“\(naturalKey(found))”已有记录 \(id)（第 \(seq) 条），内容不同",
                    "the same \(Terminal.safe(found.isEmpty ? "natural key" : found)) is recorded as \(id) (event \(seq)) "
                        + "with other content"),
                isCorrectable(found)
                    ? language("要修改请用 \(CommandName.correct) \(id) …", "to change it: \(CommandName.correct) \(id) …")
                    : language(
                        "这类记录不能更正；登错了的，先 \(CommandName.retract) \(id)",
                        "such a record can't be corrected; if it is wrong: \(CommandName.retract) \(id)"))
        case .contradicts(let row, let file):
            let place = Terminal.safe(file)
            return plain(
                language(
                    "同一“\(naturalKey(found))”在\(place.isEmpty ? "" : " \(place) ")第 \(row) 行已有，内容不同",
                    "the same \(Terminal.safe(found.isEmpty ? "natural key" : found)) stands in \(place.isEmpty ? "" : place + ", ")"
                        + "row \(row) with other content"
                ),
                language("两行只能留一行", "leave one of the two"))
        case .idTaken(let seq):
            return plain(
                language(
                    "编号\(shown)已用于第 \(seq) 条事件，内容不同", "the id \(shown) is taken by event \(seq) with other content"),
                language(
                    "换一个编号；要修改原记录请用 \(CommandName.correct)",
                    "choose another id; to change that record use \(CommandName.correct)"))
        case .idRetracted(let seq, let by):
            return plain(
                language(
                    "编号\(shown)属于已撤销的记录（第 \(seq) 条，由第 \(by) 条撤销）",
                    "the id \(shown) is of a record that was retracted (event \(seq), by event \(by))"),
                language(
                    "编号不能再用，请换一个编号重新报送", "an id names one event for good; submit it anew under another id"))
        default: return shown
        }
    }

    /// Whether the records that have a natural key, which the refusal has in English, can be corrected.
    private func isCorrectable(_ english: String) -> Bool {
        Catalog.types.first { $0.naturalKey?.en == english }?.isCorrectable ?? true
    }

    /// The natural key in Chinese; the refusal has it in English.
    private func naturalKey(_ english: String) -> String {
        Catalog.types.lazy.compactMap(\.naturalKey).first { $0.en == english }?.zh ?? Terminal.safe(english)
    }
}
