import Intake
import Ledger
import Records
import Sheets

/// Words for headings that cannot be understood.
extension FaultWords {
    func words(_ fault: HeadingFault) -> String {
        func say(_ wrong: String, allowed: String = "", _ mend: String) -> String {
            joined(found: nil, Message(wrong: wrong, allowed: allowed, mend: mend))
        }
        switch fault {
        case .noHeading:
            return say(
                language("没有认出表头", "no heading was recognised"),
                language(
                    "用 \(CommandName.template) 生成样表，或用 --type 说明类型",
                    "make a template by \(CommandName.template), or tell the type by --type"))
        case .missingColumns(let type, let fields):
            return say(
                language(
                    "像是“\(name(type))”，缺少列：\(language.list(fields.map { heading($0, type) }))",
                    "looks like \(name(type)); missing columns: \(language.list(fields.map { heading($0, type) }))"),
                language(
                    "补上这些列；样表见 \(CommandName.template) \(type.rawValue)；类型不对请用 --type",
                    "add them; \(CommandName.template) \(type.rawValue) makes a template; another type is told by --type"
                ))
        case .ambiguous(let types):
            return say(
                language(
                    "表头符合不止一种类型：\(language.list(types.map(name)))",
                    "the heading fits several types: \(language.list(types.map(name)))"),
                language("用 --type 说明是哪一种", "tell which by --type"))
        case .twice(let field, let columns):
            return say(
                language(
                    "\(language.list(columns.map(ColumnName.of))) 两列都是\(fieldName(field))",
                    "the columns \(language.list(columns.map(ColumnName.of))) are both \(fieldName(field))"),
                language("只留一列，或改列名", "leave one, or rename the other"))
        case .unknownUnit(_, let heading, let unit):
            return say(
                language(
                    "表头\(language.quoted(Terminal.safe(heading)))的单位\(language.quoted(Terminal.safe(unit)))不认识",
                    "the unit \(language.quoted(Terminal.safe(unit))) of \(language.quoted(Terminal.safe(heading))) is unknown"
                ),
                allowed: language("元、千元、万元、亿元、美元、万美元", "元, 千元, 万元, 亿元, 美元, 万美元, yuan, USD"), language("请改正", "mend it"))
        case .otherCurrency(_, let heading, let field):
            let wanted = FieldWords.field(at: "data." + field).map { FieldWords(language).allowed($0.kind) } ?? ""
            return say(
                language(
                    "表头\(language.quoted(Terminal.safe(heading)))的币种不对",
                    "the currency of \(language.quoted(Terminal.safe(heading))) is not the field's"),
                allowed: wanted,
                language("换算后再填，汇率不由本程序定", "convert the figures first: rates are not the program's to choose"))
        case .monthWithoutYear(_, let heading):
            return say(
                language(
                    "表头\(language.quoted(Terminal.safe(heading)))没有年份",
                    "\(language.quoted(Terminal.safe(heading))) names no year"),
                language("写成 2020年1月，或在标题里写明年份", "write 2020-01, or name the year in the title"))
        case .monthsOfWhat:
            return say(
                language("表头是各个月份，但没有写是什么数", "months as headings, and nothing that says what the figures are"),
                language("在标题里写明，或用 --type 说明类型", "say it in the title, or tell the type by --type"))
        }
    }

    /// A type by its name, with the name for programs: `月度进出口 trade.reported`.
    func name(_ type: EventType) -> String { language("\(Catalog[type].zh) \(type.rawValue)", type.rawValue) }

    private func fieldName(_ field: String) -> String { FieldWords(language).name(at: "data." + field) }

    /// The heading of a column that is missing.
    private func heading(_ field: String, _ type: EventType) -> String {
        if field == "effective", case .given(let zh, let en) = Catalog[type].effective {
            return language("\(zh) effective", "effective (\(en))")
        }
        return fieldName(field)
    }
}
