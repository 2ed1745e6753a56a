import Accounts
import Ledger
import Records

/// Words for each fault of a submission: of its frame and the shape of its values here, of what is recorded in `StandingWords`.
extension FaultWords {
    /// `FIELD: found "X"; allowed: Y; how to mend it`.
    public func words(_ refusal: Refusal) -> String {
        let field = Terminal.safe(FieldWords(language, of: type).name(at: refusal.field))
        let text = sentence(refusal)
        return field.isEmpty ? text : "\(field): \(text)"
    }

    /// As above, with what the fields of the fault's type may hold.
    public func words(_ fault: BatchRefused.Fault) -> String { of(fault.type).words(fault.refusal) }

    private func sentence(_ refusal: Refusal) -> String {
        let fields = FieldWords(language, of: type)
        let found = refusal.found
        let shown = shown(found)
        let kind = fields.field(at: refusal.field)?.kind
        func say(_ wrong: String = "", allowed: String = "", mend: String = "") -> String {
            joined(found: found, Message(wrong: wrong, allowed: allowed, mend: mend))
        }
        func plain(_ wrong: String, allowed: String = "", mend: String = "") -> String {
            joined(found: nil, Message(wrong: wrong, allowed: allowed, mend: mend))
        }
        switch refusal.problem {
        // The frame and the shape of values.
        case .notJSON(let fault): return words(fault)
        case .notAnObject: return say(allowed: language("JSON 对象 {…}", "a JSON object {…}"))
        case .unknownType:
            let near = typesNear(FaultWords.unquoted(found))
            return say(
                language("没有这种类型", "no such type"),
                mend: near.isEmpty
                    ? language("类型见 \(CommandName.types)", "\(CommandName.types) lists the types") : didYouMean(near))
        case .missing:
            return plain(language("缺少", "missing"), allowed: kind.map(fields.allowed) ?? "", mend: add(refusal.field))
        case .unknownField(let known):
            let name = refusal.field.split(separator: ".").last.map(String.init) ?? refusal.field
            let spellings = known.map { field in
                [field] + (fields.field(at: "data." + field).map { [$0.zh, $0.en] } ?? [])
            }
            let near = Nearest.to(name, among: spellings)
            return plain(
                language("没有这个字段", "no such field"), allowed: language.list(known),
                mend: near.isEmpty ? language("去掉它", "leave it out") : didYouMean(near))
        case .ledgerSets:
            return say(language("由账本自定", "the ledger sets it itself"), mend: language("去掉它", "leave it out"))
        case .notText:
            return joined(
                found: found, isJSON: true,
                Message(
                    wrong: jsonKind(found), allowed: language("带引号的文字", "text in quotation marks"),
                    mend: numberInQuotes(found)))
        case .formulaWithoutValue:
            return plain(
                language("公式没有算出的值", "a formula without a stored value"),
                mend: language(
                    "用 Excel 或 WPS 打开、保存后再导入，或直接填值", "open and save the file in Excel or WPS, or write the value"))
        case .formulaError:
            return say(
                language("公式出错", "a formula that came to an error"),
                mend: language("改正公式，或直接填值", "mend it, or write the value"))
        case .ambiguousMonth:
            return say(
                language("分不清是 1 月还是 10 月：数字末尾的 0 会丢", "January or October: a number loses its last zero"),
                mend: language(
                    "写成 \(found.prefix(4))-01 或 \(found.prefix(4))-10",
                    "write \(found.prefix(4))-01 or \(found.prefix(4))-10"))
        case .notInteger:
            return say(allowed: fields.allowed(.count), mend: language("不带引号", "write it without quotation marks"))
        case .empty: return plain(language("不能为空", "empty"), allowed: kind.map(fields.allowed) ?? "", mend: fillIn)
        case .tooLong(let limit):
            return say(
                language("太长", "too long"), allowed: language("最多 \(limit) 字", "at most \(limit) characters"),
                mend: language("请缩短", "shorten it"))
        case .control:
            return say(
                language("含换行、制表等控制字符", "holds line feeds, tabs or other control characters"),
                mend: language("删去它们", "take them out"))
        case .badIdentifier where refusal.field.hasPrefix("data.scheme."):
            return say(
                allowed: language("a–z、0–9 和 . _ 组成的键", "a key of a–z, 0–9 and . _"),
                mend: language("改用这些字符", "use these characters only"))
        case .badIdentifier:
            return say(
                allowed: language(
                    "1–64 个字符，可用 A–Z、a–z、0–9 和 . _ : -", "1–64 characters of A–Z, a–z, 0–9 and . _ : -"),
                mend: language("改用这些字符", "use these characters only"))
        // Single values.
        case .badDate: return joined(found: found, dateMessage(found: found))
        case .badMonth: return joined(found: found, monthMessage(found: found))
        case .badWeek:
            return say(
                allowed: fields.allowed(.week),
                mend: CivilDate(found).map { didYouMean([CivilWeek(of: $0).description]) }
                    ?? language("写明年份和第几周", "give the year and the number of the week"))
        case .badAmount(let fault): return joined(found: found, message(fault, found: found, kind: kind))
        case .badCode(let fault): return words(fault, found: found)
        case .badHash:
            return say(
                allowed: fields.allowed(kind ?? .hash(.hex)),
                mend: language("用 \(CommandName.close) 封账，不要手填", "close months with \(CommandName.close), not by hand"))
        case .notTheRoot(let expected, let size):
            return say(
                language("不是前 \(size) 条事件的树根", "not the root of the first \(Language.plural(size, "event"))"),
                allowed: expected,
                mend: language("用 \(CommandName.close) 封账，不要手填", "close months with \(CommandName.close), not by hand"))
        case .notTheTable(let expected):
            return say(
                language("不是这些事件得出的得分表", "not the table that these events make"), allowed: expected,
                mend: language("用 \(CommandName.close) 封账，不要手填", "close months with \(CommandName.close), not by hand"))
        case .notOneOf(let values): return notOneOf(values, found: found, kind: kind)
        case .unknownCountry:
            let upper = found.uppercased()
            let mend =
                upper != found && found.utf8.count == 2
                ? didYouMean([upper]) : language("按 ISO 3166-1 查代码", "look the code up in ISO 3166-1")
            return say(allowed: fields.allowed(.country), mend: mend)
        case .unknownTownship(let known): return unknownTownship(known, found: found)
        case .unknownItem(let known):
            return say(
                language("不是酌情打分的考核项", "no indicator that is rated by judgement"), allowed: language.list(known),
                mend: didYouMean(Nearest.to(found, among: known.map { [$0] })))
        case .noPlan:
            return plain(
                language("尚未印发重点工作清单", "no work list is adopted"),
                mend: language("先印发：\(CommandName.worklist) adopt", "adopt one first: \(CommandName.worklist) adopt"))
        case .notInPlan(let known):
            let near = nearest(found, among: known)
            let allowed = planned(
                known, near: near, listedBy: kind == .unit ? CommandName.unit : CommandName.worklist)
            return say(
                language("现行工作方案中没有", "none of the work plan in force"), allowed: allowed,
                mend: near.isEmpty ? "" : didYouMean(near))
        case .above(let limit):
            return say(
                language("超过上限", "above the maximum"), allowed: language("0 至 \(limit)", "0 to \(limit)"),
                mend: language(kind == .count ? "请核对这个数" : "请核对分值", "check the number"))
        case .aboveField(let other, let value):
            let name = fields.name(at: "data." + other)
            if kind == .date {
                return say(
                    language("晚于\(name)", "after \(name)"),
                    allowed: language("不晚于 \(name) 的 \(value)", "\(name), \(value), or before"),
                    mend: language("核对两个日期", "check both dates"))
            }
            return say(
                language("大于\(name)", "more than \(name)"),
                allowed: language("不大于 \(name) 的 \(value)", "at most \(name), \(value)"),
                mend: language("核对两个数和单位", "check both figures and their units"))
        case .notMonthEnd(let expected):
            return say(
                allowed: language("该月最后一天 \(expected)", "the month's last day, \(expected)"),
                mend: refusal.field == "data.on"
                    ? language("用 \(CommandName.close) 封账，不要手填", "close months with \(CommandName.close), not by hand")
                    : language("可以不填，由月份得出", "it may be left out, the month gives it"))
        case .notWeekEnd(let expected):
            return say(
                allowed: language("该周周日 \(expected)", "the week's Sunday, \(expected)"),
                mend: language("可以不填，由周得出", "it may be left out, the week gives it"))
        case .before(let effective):
            return say(
                language("早于业务日期", "before the effective date"),
                allowed: language("不早于 \(effective)", "\(effective) or later"),
                mend: language("核对两个日期", "check both dates"))
        case .future(let today):
            return say(
                language("晚于今天", "in the future"), allowed: language("不晚于今天 \(today)", "today, \(today), or before"),
                mend: language("核对日期，或等到那一天再报", "check the date, or submit it on the day"))
        default: return standing(refusal, found: found, shown: shown)
        }
    }

    private func notOneOf(_ values: [String], found: String, kind: RecordType.Kind?) -> String {
        guard case .choice(let choices) = kind, choices.map(\.value) == values else {
            let near = didYouMean(Nearest.to(found, among: values.map { [$0] }))
            return joined(found: found, Message(allowed: language.list(values), mend: near))
        }
        let allowed = choices.map(FieldWords(language).choice)
        let near = Nearest.to(found, among: choices.map { [$0.value, $0.zh, $0.en] }).map { value in
            language(choices.first { $0.value == value && $0.zh != value }.map { $0.zh + " " } ?? "", "") + value
        }
        return joined(found: found, Message(allowed: language.list(allowed), mend: didYouMean(near)))
    }

    private func unknownTownship(_ known: [String], found: String) -> String {
        func name(_ id: String) -> String? { townships.first { $0.id == id }?.name }
        // A file in JSON takes ids only: the name itself is no answer there.
        let near =
            known.first { name($0) == found }.map { [$0] }
            ?? Nearest.to(found, among: known.map { id in [name(id) ?? id, id] })
        let list = known.map { id in name(id).map { "\($0) \(id)" } ?? id }
        return joined(
            found: found,
            Message(
                wrong: language("考核办法中没有这个乡镇", "no township of the scheme"), allowed: language.list(list),
                mend: near.isEmpty ? language("填其中之一", "give one of these") : didYouMean(near)))
    }

    /// The townships that somebody probably meant.
    public func townshipsNear(_ text: String) -> [Scheme.Township] {
        let near = Nearest.to(text, among: townships.map { [$0.id, $0.name] })
        return near.compactMap { id in townships.first { $0.id == id } }
    }

    private func add(_ field: String) -> String {
        field == "effective"
            ? language("补上业务日期（--effective）", "give the effective date (--effective)") : language("请补上", "add it")
    }

    private var fillIn: String { language("请填写", "fill it in") }

    /// What a JSON value that is no text is.
    private func jsonKind(_ shown: String) -> String {
        switch shown.first {
        case "{": language("对象", "an object")
        case "[": language("列表", "a list")
        case "t", "f": language("是非值", "a boolean")
        case "n": language("空值", "null")
        default: language("没有引号的数字", "a number without quotation marks")
        }
    }

    private func numberInQuotes(_ shown: String) -> String {
        shown.first?.isNumber == true || shown.first == "-"
            ? language("写成 \"\(Terminal.safe(shown))\"", "write \"\(Terminal.safe(shown))\"")
            : language("改成文字", "write text")
    }

    private static func unquoted(_ text: String) -> String {
        text.count > 1 && text.first == "\"" && text.last == "\"" ? String(text.dropFirst().dropLast()) : text
    }
}
