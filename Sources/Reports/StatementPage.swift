import Audits
import Ledger
import Records
import Scoring

/// A township's bank statement of points.
public struct StatementPage: Page {
    public let statement: Statement
    public let scheme: Scheme
    public let language: Language

    /// - Parameter scheme: the one in force on the last day, for names.
    public init(_ statement: Statement, scheme: Scheme, language: Language) {
        self.statement = statement
        self.scheme = scheme
        self.language = language
    }

    private func points(_ hundredths: Int64) -> String { Hundredths(hundredths).twoDecimals }

    public func text(width: Int?, colour: Bool) -> String {
        TextTable.Style.bold.paint(title, colour) + "\n\n" + table.render(width: width, colour: colour)
    }

    public var document: Document {
        var document = Document(title, language: language)
        document.facts =
            PageHead(title: title, on: statement.to, months: nil, head: statement.head, language: language)
            .facts
        document.sections = [Document.Section("", table: table)]
        document.time = statement.head.recordedAt
        return document
    }

    private var title: String {
        let clock =
            statement.clock == .recorded ? language("按入账时间", "by recording") : language("按业务日期", "by effective date")
        return language(
            "\(statement.township.name) 得分对账单 \(statement.from) 至 \(statement.to)（\(clock)）",
            "\(statement.township.name): statement of points, \(statement.from) to \(statement.to), \(clock)")
    }

    private var table: TextTable {
        let words = EventWords(language, scheme: scheme)
        func frame(_ name: String, _ total: Int64, _ formula: CellFormula?) -> [TextTable.Cell] {
            ["", .init(name, .bold), "", "", .points(Hundredths(total), .bold, formula: formula)]
        }
        var rows = [frame(language("期初", "opening"), statement.opening, nil)]
        for line in statement.lines {
            let isOwn = line.effect.entry?.township == statement.township.id
            rows.append([
                line.effect.day.map { .day($0) } ?? "",
                .init(words.line(line.effect), isOwn || line.effect.entry == nil ? .plain : .yellow),
                .init(line.effect.entry.map { "seq \($0.event.seq)" } ?? words.kind(line.effect.kind), .dim),
                .change(line.change, zero: DifferencePage.signed(0)),
                .points(Hundredths(line.balance), formula: .running(column: 3)),
            ])
        }
        rows.append(frame(language("期末", "closing"), statement.closing, .running(column: 3)))
        return TextTable(
            [
                .init(language("日期", "day")), .init(language("事项", "what"), least: 24),
                .init(language("依据", "event"), least: 6, mayFold: true), .init(language("增减", "change"), .right),
                .init(language("余额", "balance"), .right),
            ], rows: rows, foldedNote: language("未显示：", "not shown: "))
    }

    /// `{"township","clock","from","to","known","opening","lines":[{…effect,"change","balance"}],"closing"}`
    public func json() -> JSON {
        let lines = statement.lines.map { line -> JSON in
            let effect = EventWords.json(line.effect, township: statement.township.id).object ?? []
            let change = DecimalText.fixed(Int128(line.change), decimals: 2)
            return .members(
                effect + [.init("change", .string(change)), .init("balance", .string(points(line.balance)))])
        }
        return .members([
            .init("township", .string(statement.township.id)), .init("clock", .string(statement.clock.rawValue)),
            .init("from", .string(statement.from.description)), .init("to", .string(statement.to.description)),
            .init("known", statement.head.json), .init("opening", .string(points(statement.opening))),
            .init("lines", .array(lines)), .init("closing", .string(points(statement.closing))),
        ])
    }

    /// `day,kind,seq,id,type,event_township,change,balance`
    public func csv(withByteOrderMark: Bool = false) -> String {
        var rows: [[String]] = [["day", "kind", "seq", "id", "type", "event_township", "change", "balance"]]
        rows.append(["", "opening", "", "", "", "", "", points(statement.opening)])
        for line in statement.lines {
            let event = line.effect.entry?.event
            let change = DecimalText.fixed(Int128(line.change), decimals: 2)
            let facts = [event.map { String($0.seq) } ?? "", event?.id ?? "", event?.type ?? ""]
            rows.append(
                [line.effect.day?.description ?? "", line.effect.kind.rawValue] + facts
                    + [line.effect.entry?.township ?? "", change, points(line.balance)])
        }
        rows.append(["", "closing", "", "", "", "", "", points(statement.closing)])
        return CSV.text(rows, withByteOrderMark: withByteOrderMark)
    }
}
