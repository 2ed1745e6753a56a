import Intake
import Records
import Sheets

/// Words for files and sheets that cannot be read.
extension FaultWords {
    func words(_ fault: SheetFault) -> String {
        func say(_ wrong: String, _ mend: String) -> String { joined(found: nil, Message(wrong: wrong, mend: mend)) }
        let again = language(
            "用 Excel 或 WPS 打开，另存为 .xlsx 再导入", "open it in Excel or WPS, save it as .xlsx anew and import that")
        let split = language("请拆成几个文件", "split it into several files")
        func limit(_ zh: String, _ en: String, _ mend: String) -> String { say(language(zh, en), mend) }
        switch fault {
        case .cannotOpen(let message), .cannotRead(let message):
            return say(
                language("读不了：\(message)", "cannot be read: \(message)"),
                language("请检查路径和权限", "check the path and its permissions"))
        case .empty:
            return say(
                language("文件是空的", "the file is empty"), language("请检查是否选对了文件", "check that it is the right file"))
        case .compoundFile:
            return say(
                language("是旧的 .xls，或加了密码", "an old .xls, or under a password"),
                language("去掉密码，另存为 .xlsx 再导入", "take the password away, save it as .xlsx and import that"))
        case .noWorkbook: return say(language("压缩包里没有工作簿", "an archive without a workbook"), again)
        case .damagedArchive(let part, let detail):
            let name = part.isEmpty ? "" : " \(Terminal.safe(part))"
            return say(
                language("文件损坏或不完整\(name)（\(detail)）", "damaged or cut off\(name) (\(detail))"),
                language("请重新拷贝，或", "copy it again, or ") + again)
        case .encrypted:
            return say(language("文件加了密码", "under a password"), language("去掉密码再导入", "take the password away"))
        case .missingPart(let part):
            return say(language("缺少部件 \(Terminal.safe(part))", "the part \(Terminal.safe(part)) is missing"), again)
        case .damagedXML(let part, let line, let detail):
            return say(
                language(
                    "部件 \(Terminal.safe(part)) 第 \(line) 行不是正确的 XML（\(detail)）",
                    "the part \(Terminal.safe(part)) is no XML, line \(line) (\(detail))"), again)
        case .doctype(let part):
            return say(
                language(
                    "部件 \(Terminal.safe(part)) 含文档类型声明，表格软件不会写这个，可能是攻击",
                    "the part \(Terminal.safe(part)) has a document type, which no spreadsheet program writes and attacks do"
                ), again)
        case .fileTooLarge(let bytes):
            return limit("文件超过 \(bytes >> 20) MB", "a file of more than \(bytes >> 20) MB", split)
        case .tooManyParts(let count): return limit("部件超过 \(count) 个", "more than \(count) parts", again)
        case .partTooLarge(let part, let bytes):
            return limit(
                "部件 \(Terminal.safe(part)) 展开后超过 \(bytes >> 20) MB",
                "the part \(Terminal.safe(part)) inflates to more than \(bytes >> 20) MB", split)
        case .inflatesTooMuch(let part, let factor):
            return limit(
                "部件 \(Terminal.safe(part)) 展开后超过压缩大小的 \(factor) 倍，可能是压缩炸弹",
                "the part \(Terminal.safe(part)) inflates to more than \(factor) times its size, as zip bombs do", again
            )
        case .tooManySheets(let count): return limit("工作表超过 \(count) 个", "more than \(count) sheets", split)
        case .tooManyStrings(let count): return limit("不同的文字超过 \(count) 个", "more than \(count) texts", split)
        case .tooManyFormats(let count): return limit("单元格格式超过 \(count) 种", "more than \(count) formats", again)
        case .tooManyRows(let count): return limit("超过 \(count) 行", "more than \(count) rows", split)
        case .tooManyColumns(let row, let count):
            return limit(
                "第 \(row) 行超过 \(count) 列", "row \(row) has more than \(count) columns",
                language("删去多余的列", "delete the needless columns"))
        case .cellTooLong(let row, let column, let count):
            let cell = ColumnName.of(column) + "\(row)"
            return limit(
                "\(cell) 超过 \(count) 字", "\(cell) has more than \(count) characters", language("请缩短", "shorten it"))
        case .rowTooLong(let row, let bytes):
            return limit(
                "第 \(row) 行文字超过 \(bytes >> 20) MB", "row \(row) has more than \(bytes >> 20) MB of text",
                language("请缩短", "shorten it"))
        case .disorder(let part, let row):
            return say(
                language(
                    "部件 \(Terminal.safe(part)) 第 \(row) 行处行列次序错乱",
                    "the part \(Terminal.safe(part)) is out of order at row \(row)"), again)
        case .noSuchString(let row, let column):
            return say(
                language(
                    "\(ColumnName.of(column))\(row) 所指的文字不存在",
                    "\(ColumnName.of(column))\(row) names a text that is not there"), again)
        case .badText(let encoding, let row):
            return say(
                language("第 \(row) 行附近有不合 \(encoding) 编码的字节", "bytes that are not \(encoding) near row \(row)"),
                language("用 --encoding 说明编码，或另存为 UTF-8", "tell the encoding by --encoding, or save the file as UTF-8"))
        case .openQuote(let row):
            return say(
                language("第 \(row) 行的引号没有收尾", "the quotation mark of row \(row) is not closed"),
                language("补上或删去引号", "close it or take it out"))
        case .noSuchSheet(let name, let known):
            return say(
                language(
                    "没有工作表\(language.quoted(Terminal.safe(name)))",
                    "there is no sheet \(language.quoted(Terminal.safe(name)))"),
                language("可选：", "allowed: ") + language.list(known.map(Terminal.safe)))
        }
    }
}
