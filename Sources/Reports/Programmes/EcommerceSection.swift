import Ledger
import Programmes

/// Cross-border e-commerce: the county month by month, and the townships side by side.
struct EcommerceSection {
    let book: EcommerceBook
    let goals: ProgrammeGoals
    let names: TownshipNames
    let language: Language

    var sections: [Document.Section] {
        var county = MonthlySection(
            figures: book.county, title: FiguresPage.Part.ecommerce.title(language), language: language
        ).section
        if !book.county.months.isEmpty,
            let goal = GoalLine(language: language).growth(goals.ecommerceGrowth, book.county.growth)
        {
            county.paragraphs.append(goal)
        }
        guard !book.county.months.isEmpty else { return [county] }
        return [county, townships]
    }

    private var townships: Document.Section {
        var section = Document.Section(
            language("跨境网络零售出口：各乡镇", "Cross-border online retail exports by township"),
            table: TextTable(
                [
                    .init(language("乡镇", "township"), least: 8), .init(language("本年（元）", "this year (yuan)"), .right),
                    .init(language("上年同期（元）", "last year (yuan)"), .right), .init(language("同比", "growth"), .right),
                ],
                rows: names.inOrder(book.places, by: \.township).map { place in
                    [
                        .init(names[place.township]), .money(place.figures.total), .money(place.figures.totalBefore),
                        .percent(place.figures.growth),
                    ]
                }))
        section.notes = names.inOrder(book.incomplete, by: \.township).map { place in
            let months = language.list(place.figures.incomplete.map(\.description))
            return language(
                "\(names[place.township])：\(months) 缺本年或上年的数",
                "\(names[place.township]): \(months) of this year or last is missing")
        }
        return section
    }

    var json: JSON {
        .members([
            .init("county", MonthlySection.json(book.county)),
            .init(
                "townships",
                .array(
                    book.places.map { place in
                        .members([
                            .init("id", .string(place.township)), .init("total_cny", .yuan(place.figures.total)),
                            .init("total_before_cny", .yuan(place.figures.totalBefore)),
                            .init("growth", .ratio(place.figures.growth)),
                            .init("incomplete", .array(place.figures.incomplete.map { .string($0.description) })),
                        ])
                    })),
        ])
    }
}
