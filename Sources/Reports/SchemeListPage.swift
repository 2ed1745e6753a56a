import Ledger
import Records

/// The schemes that a ledger adopted.
public struct SchemeListPage: Page {
    private let schemes: [AdoptedScheme]
    private let language: Language

    public init(_ schemes: [AdoptedScheme], language: Language) {
        self.schemes = schemes
        self.language = language
    }

    public func text(width: Int?, colour: Bool) -> String {
        guard !schemes.isEmpty else { return language("没有印发过办法\n", "No scheme was adopted.\n") }
        return table.render(width: width, colour: colour)
    }

    public var document: Document {
        var document = Document(language("考核办法", "Schemes"), language: language)
        document.sections = [Document.Section("", table: table)]
        return document
    }

    private var table: TextTable {
        TextTable(
            [
                .init("seq", .right), .init(language("编号", "id")), .init(language("施行日期", "in force from")),
                .init(language("状态", "state")), .init(language("名称", "title"), least: 12),
            ],
            rows: schemes.map { adopted in
                [
                    .count(adopted.seq), .init(adopted.scheme.id), .day(adopted.effective),
                    .init(adopted.ended.map { language("撤销于 \($0)", "retracted by \($0)") } ?? language("现行", "live")),
                    .init(adopted.scheme.title),
                ]
            })
    }

    public func csv(withByteOrderMark: Bool = false) -> String {
        CSV.text(
            [["seq", "id", "effective", "retracted_by", "title"]]
                + schemes.map {
                    [
                        String($0.seq), $0.scheme.id, $0.effective.description, $0.ended.map(String.init) ?? "",
                        $0.scheme.title,
                    ]
                }, withByteOrderMark: withByteOrderMark)
    }

    public func json() -> JSON {
        .array(
            schemes.map { adopted in
                .members(
                    [
                        .init("seq", .integer(adopted.seq)), .init("id", .string(adopted.scheme.id)),
                        .init("effective", .string(adopted.effective.description)),
                        .init("title", .string(adopted.scheme.title)),
                    ] + (adopted.ended.map { [.init("retracted_by", .integer($0))] } ?? []))
            })
    }
}
