import Ledger
import Programmes

/// Insurance cover of the enterprises under 5 million US dollars: the townships, and who is not insured.
struct InsuranceSection {
    let cover: InsuranceCover
    let names: TownshipNames
    /// Whether the enterprises that are not insured are listed.
    let isWhole: Bool
    let language: Language

    var sections: [Document.Section] {
        var rows = names.inOrder(cover.places, by: \.township).map {
            row(.init(names[$0.township]), $0.exporters, $0.uninsured, .percent($0.cover))
        }
        rows.append(
            row(
                .init(language("全县", "county"), .bold), cover.exporters, cover.uninsured.count,
                .percent(cover.cover, .bold)))
        let summary = Document.Section(
            FiguresPage.Part.insurance.title(language),
            table: TextTable(
                [
                    .init(language("乡镇", "township"), least: 8), .init(language("有出口", "exporters"), .right),
                    .init(language("已投保", "insured"), .right), .init(language("未投保", "not insured"), .right),
                    .init(language("覆盖率", "cover"), .right),
                ], rows: rows),
            notes: [
                language(
                    "本年有出口额的企业中本年投保的；附件3 的投保完成率把无出口额的投保企业也计入，见 \(CommandName.progress)",
                    "of the enterprises that exported this year those insured this year; the completion of Attachment 3 counts "
                        + "insured enterprises without exports too: \(CommandName.progress)")
            ])
        return isWhole && !cover.uninsured.isEmpty ? [summary, uninsured] : [summary]
    }

    private func row(
        _ name: TextTable.Cell, _ exporters: Int, _ uninsured: Int, _ rate: TextTable.Cell
    ) -> [TextTable.Cell] {
        [
            name, .count(exporters), .count(exporters - uninsured), .count(uninsured, uninsured > 0 ? .yellow : .plain),
            rate,
        ]
    }

    private var uninsured: Document.Section {
        Document.Section(
            language("未投保企业", "Not insured"),
            table: TextTable(
                [
                    .init(language("企业", "enterprise"), least: 12), .init(language("乡镇", "township"), least: 8),
                    .init(language("本年出口自", "exporting since")),
                    .init(language("统一社会信用代码", "credit code"), mayFold: true),
                ],
                rows: names.inOrder(cover.uninsured, by: \.township).map { one in
                    [
                        .init(one.name.isEmpty ? one.enterprise : one.name), .init(names[one.township]),
                        .init(one.since.month.description), .init(one.enterprise, .dim),
                    ]
                }, foldedNote: language("未显示：", "not shown: ")))
    }

    var json: JSON {
        .members([
            .init("exporters", .integer(Int64(cover.exporters))), .init("cover", .ratio(cover.cover)),
            .init(
                "townships",
                .array(
                    cover.places.map { place in
                        .members([
                            .init("id", .string(place.township)), .init("exporters", .integer(Int64(place.exporters))),
                            .init("uninsured", .integer(Int64(place.uninsured))), .init("cover", .ratio(place.cover)),
                        ])
                    })),
            .init(
                "uninsured",
                .array(
                    cover.uninsured.map { one in
                        .members([
                            .init("enterprise", .string(one.enterprise)), .init("name", .string(one.name)),
                            .init("township", .string(one.township)),
                            .init("since", .string(one.since.month.description)),
                        ])
                    })),
        ])
    }
}
