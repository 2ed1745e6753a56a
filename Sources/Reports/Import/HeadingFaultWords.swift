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
                allowed: HeadingFault.knownUnits(language), language("请改正", "mend it"))
        case .otherCurrency(_, let heading, let field):
            let wanted = FieldWords.field(at: "data." + field).map { FieldWords(language).allowed($0.kind) } ?? ""
            return say(
                language(
                    "表头\(language.quoted(Terminal.safe(heading)))的币种不对",
                    "the currency of \(language.quoted(Terminal.safe(heading))) is not the field's"),
                allowed: wanted,
                language("换算后再填，汇率不由本程序定", "convert the figures first: rates are not the program's to choose"))
        case .otherSheetCurrency(_, let heading, let field, let said):
            let wanted = FieldWords.field(at: "data." + field).map { FieldWords(language).allowed($0.kind) } ?? ""
            return say(
                language(
                    "表上方写的是\(quoted(said))，列\(quoted(heading))不是这个币种",
                    "above the table stands \(quoted(said)); the column \(quoted(heading)) is not in that currency"),
                allowed: wanted,
                language("换算后再填，汇率不由本程序定", "convert the figures first: rates are not the program's to choose"))
        case .unclearUnit(let text):
            return say(
                language("表上方\(quoted(text))的单位不认识", "the unit in \(quoted(text)) above the table is unknown"),
                allowed: HeadingFault.knownUnits(language), language("请改正", "mend it"))
        case .unitOfSome(_, let heading, let scaled):
            return say(
                language(
                    "列\(quoted(scaled))写了单位，列\(quoted(heading))没有写",
                    "the column \(quoted(scaled)) says its unit and \(quoted(heading)) does not"),
                language("每列都写上单位，按元计的写（元）", "say the unit of each, (元) or (USD) too"))
        case .scaledUnit(_, let heading):
            return say(
                language("表头\(quoted(heading))按倍数计，不能换算", "\(quoted(heading)) counts in multiples"),
                language("按个数填写，表头不写十、百、千、万", "write the numbers out, and no multiple in the heading"))
        case .unclearMonth(let texts):
            return say(
                language(
                    "没有月份列，表上方写的又不是一个月份：\(language.list(texts.map(quoted)))",
                    "there is no column of months, and above the table stands not one month: \(language.list(texts.map(quoted)))"
                ),
                language(
                    "累计数和几个月的合计不能入账；是当月数的，加一列“月份”，或只写一个月份，如 2020年8月",
                    "sums over months can't be recorded; for a month's figures add a column of months, or say one month above, as 2020-08"
                ))
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

    private func quoted(_ text: String) -> String { language.quoted(Terminal.safe(text)) }

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

extension HeadingFault {
    fileprivate static func knownUnits(_ language: Language) -> String {
        language("元、千元、万元、亿元、美元、万美元", "元, 千元, 万元, 亿元, 美元, 万美元, yuan, USD")
    }
}
