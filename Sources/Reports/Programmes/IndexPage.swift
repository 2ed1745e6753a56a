import Ledger
import Programmes
import Records

/// The province's index: the latest values with the county's rank in the city, and month by month.
public struct IndexPage: Page {
    public let book: IndexBook
    public let head: LogHead
    public let language: Language

    public init(_ book: IndexBook, head: LogHead, language: Language) {
        self.book = book
        self.head = head
        self.language = language
    }

    public var document: Document {
        var document = Document(
            language("省推进评价指数", "The province's index"), on: book.on, head: head, language: language)
        document.sections = [latest] + (months.count > 1 ? [trend, ranks] : [])
        return document
    }

    /// The months of the last year that have a value, at most twelve.
    private var months: [CivilMonth] {
        Array(Set(book.indicators.flatMap(\.values).map(\.month)).sorted().suffix(12))
    }

    private var latest: Document.Section {
        var section = Document.Section(language("最新发布", "Latest"))
        guard !book.indicators.isEmpty else {
            section.paragraphs = [language("尚无发布的指数。", "Nothing is published yet.")]
            return section
        }
        section.table = TextTable(
            [
                .init(language("评价指标", "indicator"), least: 8), .init(language("月份", "month")),
                .init(language("指数值", "value"), .right), .init(language("较上次", "change"), .right),
                .init(language("全市位次", "rank in the city"), .right), .init(language("位次变化", "ranks")),
            ],
            rows: book.indicators.map { indicator in
                let latest = indicator.latest
                return [
                    .init(indicator.name), .init(latest?.month.description ?? ""),
                    latest.map { .points($0.value.hundredths) } ?? "",
                    indicator.change.map { .change($0.hundredths.value) } ?? "—",
                    .init(latest.flatMap(rank) ?? "—"),
                    indicator.previous == nil
                        ? .init("—", .dim) : .ranks(indicator.previous.flatMap(place), latest.flatMap(place)),
                ]
            })
        return section
    }

    private var trend: Document.Section {
        var section = Document.Section(language("指数走势", "Month by month"))
        section.table = byMonth { .points($0.value.hundredths) }
        section.figure = .lines(columns: 1...months.count)
        return section
    }

    private var ranks: Document.Section {
        Document.Section(
            language("全市位次走势", "Ranks in the city"),
            table: byMonth { value in place(value).map { .count($0) } ?? "—" })
    }

    private func byMonth(_ cell: (IndexBook.Value) -> TextTable.Cell) -> TextTable {
        TextTable(
            [.init(language("评价指标", "indicator"), least: 8)] + months.map { .init($0.description, .right) },
            rows: book.indicators.map { indicator in
                [.init(indicator.name)]
                    + months.map { month in indicator.values.first { $0.month == month }.map(cell) ?? "—" }
            })
    }

    private func place(_ value: IndexBook.Value) -> Int? { value.rank > 0 ? value.rank : nil }

    private func rank(_ value: IndexBook.Value) -> String? {
        place(value).map { rank in value.ranked > 0 ? "\(rank) / \(value.ranked)" : String(rank) }
    }

    /// A line a published value; the rank is empty where none was published.
    public func csv(withByteOrderMark: Bool) -> String {
        let rows = book.indicators.flatMap { indicator in
            indicator.values.map { value in
                [
                    indicator.name, value.month.description, DecimalText.fixed(value.value, decimals: 2),
                    place(value).map(String.init) ?? "", place(value) == nil ? "" : String(value.ranked), value.record,
                ]
            }
        }
        return CSV.text(
            [["indicator", "month", "value", "rank", "ranked", "record"]] + rows, withByteOrderMark: withByteOrderMark)
    }

    /// `{"on","known","indicators":[{"name","change"|null,"values":[{"month","value","rank"|null,"ranked","record"}]}]}`;
    /// values have two decimals.
    public func json() -> JSON {
        .members([
            .init("on", .string(book.on.description)), .init("known", head.json),
            .init(
                "indicators",
                .array(
                    book.indicators.map { indicator in
                        .members([
                            .init("name", .string(indicator.name)),
                            .init(
                                "change", indicator.change.map { .string(DecimalText.fixed($0, decimals: 2)) } ?? .null),
                            .init(
                                "values",
                                .array(
                                    indicator.values.map { value in
                                        .members([
                                            .init("month", .string(value.month.description)),
                                            .init("value", .string(DecimalText.fixed(value.value, decimals: 2))),
                                            .init("rank", place(value).map { .integer(Int64($0)) } ?? .null),
                                            .init("ranked", .integer(Int64(value.ranked))),
                                            .init("record", .string(value.record)),
                                        ])
                                    })),
                        ])
                    })),
        ])
    }
}

extension Int128 {
    /// A value of the index, which admission keeps within 1,000.00.
    fileprivate var hundredths: Hundredths { Hundredths(Int64(truncatingIfNeeded: self)) }
}
