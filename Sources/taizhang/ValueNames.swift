import Reports

/// What stands in angle brackets for a value, in Chinese: `<file>` as `<文件>`. What is to be typed as it stands, such as `<zh|en>` and
/// `<YYYY-MM-DD>`, stays.
enum ValueNames {
    private static let names = [
        "checkpoint": "检查点", "code": "信用代码", "date": "日期", "date|instant|size": "日期|时刻|事件数", "fair": "展会",
        "f.xlsx": "文件.xlsx", "field=value": "字段=值", "file": "文件", "folder": "文件夹", "id": "编号",
        "indicator": "指标", "k": "数", "key": "公钥", "n": "数", "n|all": "数|all", "name": "名称", "options": "选项",
        "path": "路径", "record": "记录编号", "root": "树根", "size": "事件数", "subcommand": "命令", "text": "文字",
        "ticket": "交办单", "township": "乡镇", "type": "类型", "type field=value": "类型 字段=值", "unit": "单位",
        "year": "年份",
    ]

    static func chinese(_ text: String) -> String {
        text.replacing(/<([^<>]+)>/) { "<\(names[String($0.output.1)] ?? String($0.output.1))>" }
    }

    /// A line of help: what is said of an option begins in the same column as before.
    static func chinese(line: String) -> String {
        guard let found = line.firstMatch(of: /^(  \S.*?)( {2,})(?=\S)/) else { return chinese(line) }
        let (label, space) = (found.output.1, found.output.2)
        return DisplayWidth.padded(chinese(String(label)) + "  ", to: DisplayWidth.of(String(label)) + space.count)
            + line[found.range.upperBound...]
    }
}
