import Records

/// How fields of the catalog are named and explained to people.
struct FieldWords {
    let language: Language
    /// The type whose fields are meant; nil where it is not known.
    let type: EventType?

    init(_ language: Language, of type: EventType? = nil) {
        self.language = language
        self.type = type
    }

    /// The fields of a submission's frame (ledger.md §2), which are in no type of the catalog.
    private static let frame: [String: (zh: String, en: String)] = [
        "type": ("类型", "type"), "data": ("内容", "data"), "effective": ("业务日期", "effective"),
        "source": ("来源", "source"), "actor": ("报送人", "actor"), "id": ("编号", "id"),
        "recorded_at": ("入账时间", "recorded_at"), "seq": ("序号", "seq"), "v": ("格式版本", "v"),
    ]

    /// The path as the clerk knows it: without the `data.` that only JSON has.
    private static func bare(_ path: String) -> String {
        var rest = path[...]
        while rest.hasPrefix("data.") { rest = rest.dropFirst(5) }
        return String(rest)
    }

    /// The catalog's field of a path; nil for the frame, for what is inside a scheme, and for unknown names. Fields of several
    /// types have the same name and hold different things: where the type is not known, the first one's is as good as any.
    func field(at path: String) -> RecordType.Field? {
        guard let type else { return FieldWords.field(at: path) }
        guard path.hasPrefix("data.") else { return nil }
        return Catalog[type].field(FieldWords.bare(path))
    }

    /// As above, of no type in particular.
    static func field(at path: String) -> RecordType.Field? {
        guard path.hasPrefix("data.") else { return nil }
        let name = bare(path)
        return Catalog.types.lazy.compactMap { $0.field(name) }.first
    }

    /// The name of a field: `出口额 export_cny`, or `export_cny` in English; empty for the submission as a whole.
    func name(at path: String) -> String {
        let bare = FieldWords.bare(path)
        guard language == .zh else { return bare }
        let first = String(bare.prefix { $0 != "." && $0 != "[" })
        let chinese = FieldWords.frame[first]?.zh ?? field(at: "data." + first)?.zh
        return chinese.map { "\($0) \(bare)" } ?? bare
    }

    /// What a field may hold, and whether it may be left empty.
    func allowed(_ field: RecordType.Field) -> String {
        allowed(field.kind) + (field.isOptional ? language("；可不填", "; may be left empty") : "")
    }

    /// What a field may hold, in words with choices and limits.
    func allowed(_ kind: RecordType.Kind) -> String {
        switch kind {
        case .enterprise:
            language("统一社会信用代码，18 位（GB 32100-2015）", "a unified social credit code, 18 characters (GB 32100-2015)")
        case .township: language("现行考核办法所列乡镇的编号或名称", "a township of the scheme in force, by id or name")
        case .month: language("月份 YYYY-MM，如 2020-06", "a month YYYY-MM, e.g. 2020-06")
        case .week: language("周 YYYY-Www（ISO 8601，周一至周日），如 2020-W23", "a week YYYY-Www (ISO 8601), e.g. 2020-W23")
        case .amount(let currency):
            language(
                "以\(unit(currency))为单位的数字，最多 2 位小数，如 12500.00",
                "digits with up to 2 decimals, in \(unit(currency)), e.g. 12500.00")
        case .points(let limit):
            language(
                "0 至 \(Hundredths(limit)) 的数字，最多 2 位小数", "a number from 0 to \(Hundredths(limit)), up to 2 decimals")
        case .ratedPoints:
            language("0 至该考核项满分的数字，最多 2 位小数", "a number from 0 to the indicator's maximum, up to 2 decimals")
        case .ratedItem: language("酌情打分的考核项编号", "the id of an indicator that is rated by judgement")
        case .text(let limit): language("文字，最多 \(limit) 字", "text, at most \(limit) characters")
        case .listed(let limit, let choices):
            language(
                "文字，最多 \(limit) 字；常用：\(language.list(choices.map(choice)))",
                "text, at most \(limit) characters; usual: \(language.list(choices.map(choice)))")
        case .choice(let choices): choices.map(choice).joined(separator: language("、", ", "))
        case .country: language("国家（地区）两位代码（ISO 3166-1），如 VN", "a country code of two letters (ISO 3166-1), e.g. VN")
        case .date: language("日期 YYYY-MM-DD，如 2020-06-30", "a date YYYY-MM-DD, e.g. 2020-06-30")
        case .count: language("不小于 0 的整数", "a whole number, 0 or more")
        case .quantity: language("不小于 0 的数字，最多 2 位小数", "a number, 0 or more, up to 2 decimals")
        case .reference(let type):
            language("已录入的“\(Catalog[type].zh)”的编号", "the number of a recorded \(Catalog[type].en)")
        case .unit:
            language(
                "成员单位，最多 50 字；已印发工作方案的，须为方案所列单位",
                "a member unit, at most 50 characters; one of the plan's where a plan is adopted")
        case .workItem: language("现行重点工作清单中的一项，写名称、序号或编号", "an item of the work list in force, by name, number or id")
        case .workStage: language("清单的一个阶段，写名称或编号，如 半年度工作目标", "a stage of the list, by name or id, e.g. half_year")
        case .plan: language("工作方案（JSON 对象，见 docs/scheme.md）", "a work plan (a JSON object, see docs/scheme.md)")
        case .hash(.base64): language("SHA-256 值，base64 写法，44 个字符", "a SHA-256 hash in base64, 44 characters")
        case .hash(.hex):
            language("SHA-256 值，小写十六进制，64 个字符", "a SHA-256 hash in lower-case hexadecimal, 64 characters")
        case .scheme: language("考核办法（JSON 对象，见 docs/scoring.md）", "a scheme (a JSON object, see docs/scoring.md)")
        case .target: language("一条记录的编号", "the id of a record")
        case .facts: language("该类型的全部内容（JSON 对象）", "all the facts of the type (a JSON object)")
        }
    }

    /// That one field is not above another: `首日不晚于末日`.
    func rule(_ rule: (field: String, limit: String), of entry: RecordType) -> String {
        func name(_ field: String) -> String { entry.field(field).map { language($0.zh, $0.name) } ?? field }
        let isDate = entry.field(rule.field)?.kind == .date
        return name(rule.field)
            + (isDate ? language("不晚于", " not after ") : language("不大于", " at most ")) + name(rule.limit)
    }

    /// One value of a list with its meaning: `online(线上)`.
    func choice(_ choice: RecordType.Choice) -> String {
        let meaning = language(choice.zh, choice.en)
        return meaning == choice.value ? meaning : choice.value + language.bracketed(meaning)
    }

    func unit(_ currency: RecordType.Currency) -> String {
        switch currency {
        case .cny: language("元", "yuan")
        case .usd: language("美元", "US dollars")
        }
    }
}
