import Ledger
import Programmes
import Records

/// Overseas warehouses: those in use, and what was added since the beginning of the year.
struct WarehousesSection {
    let book: WarehouseBook
    let language: Language

    var section: Document.Section {
        var section = Document.Section(FiguresPage.Part.warehouses.title(language))
        section.paragraphs = [
            language(
                "使用中 \(book.open.count) 个、\(area(book.open.area)) 平方米；上年末 \(book.openAtYearsStart.count) 个、\(area(book.openAtYearsStart.area)) 平方米。",
                "In use: \(book.open.count) of \(area(book.open.area)) square metres; at the end of last year: "
                    + "\(book.openAtYearsStart.count) of \(area(book.openAtYearsStart.area)).")
        ]
        guard !book.warehouses.isEmpty else { return section }
        section.table = TextTable(
            [
                .init(language("海外仓", "warehouse"), least: 10),
                .init(language("运营单位", "operator"), least: 8, mayFold: true),
                .init(language("国家（地区）", "country")), .init(language("面积（平方米）", "area (m²)"), .right),
                .init(language("启用", "opened")), .init(language("停用", "closed")),
            ],
            rows: book.warehouses.map { one in
                [
                    .init(one.name), .init(one.operatedBy),
                    .init(language(CountryNames.name(of: one.country) ?? one.country, one.country)),
                    .count(one.area), .day(one.opened), one.closed.map { .day($0, .dim) } ?? "",
                ]
            }, foldedNote: language("未显示：", "not shown: "))
        return section
    }

    private func area(_ square: Int128) -> String { Numerals.grouped(String(square)) }

    var json: JSON {
        .members([
            .init("open", .integer(Int64(book.open.count))),
            .init("area_sqm", .integer(Int64(clamping: book.open.area))),
            .init("open_at_years_start", .integer(Int64(book.openAtYearsStart.count))),
            .init("area_at_years_start_sqm", .integer(Int64(clamping: book.openAtYearsStart.area))),
            .init(
                "warehouses",
                .array(
                    book.warehouses.map { one in
                        .members([
                            .init("record", .string(one.record.id)), .init("warehouse", .string(one.name)),
                            .init("operator", .string(one.operatedBy)), .init("country", .string(one.country)),
                            .init("area_sqm", .integer(Int64(one.area))),
                            .init("opened", .string(one.opened.description)),
                            .init("closed", one.closed.map { .string($0.description) } ?? .null),
                        ])
                    })),
        ])
    }
}
