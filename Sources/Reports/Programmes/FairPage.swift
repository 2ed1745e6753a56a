import Ledger
import Programmes
import Records

/// One fair: its visitors.
public struct FairPage: Page {
    public let fair: Fair
    public let on: CivilDate
    public let head: LogHead
    public let language: Language
    private let names: TownshipNames

    /// - Parameter townships: those whose names are shown for their ids.
    public init(_ fair: Fair, on: CivilDate, head: LogHead, townships: [Scheme.Township], language: Language) {
        self.fair = fair
        self.on = on
        self.head = head
        self.language = language
        names = TownshipNames(townships, language)
    }

    public var document: Document {
        var document = Document(fair.name, on: on, head: head, language: language)
        document.facts += [
            .init(language("首日", "first day"), language.list(fair.days.map(\.description))),
            .init(language("方式", "mode"), FairWords.mode(fair, language)),
        ]
        if let registered = fair.registered {
            document.facts += [
                .init(language("主办单位", "organiser"), registered.organiser),
                .init(
                    language("展期", "held"),
                    language(
                        "\(registered.firstDay) 至 \(registered.lastDay)",
                        "\(registered.firstDay) to \(registered.lastDay)")),
            ]
        }
        document.sections = [
            Document.Section(
                language("各乡镇", "Township by township"),
                table: table(
                    names.inOrder(fair.byTownship, by: \.township).map { (.init(names[$0.township]), $0.sum) }
                        + [(.init(language("合计", "all"), .bold), fair.sum)])),
            Document.Section(language("参展企业", "Enterprises"), table: visitors),
        ]
        return document
    }

    private func table(_ rows: [(name: TextTable.Cell, sum: FairSum)]) -> TextTable {
        TextTable(
            [
                .init(language("乡镇", "township"), least: 8), .init(language("家次", "visits"), .right),
                .init(language("意向订单（美元）", "intended orders (USD)"), .right),
            ], rows: rows.map { [$0.name, .count($0.sum.visits), .money($0.sum.orders)] })
    }

    private var visitors: TextTable {
        TextTable(
            [
                .init(language("企业", "enterprise"), least: 12), .init(language("乡镇", "township"), least: 8),
                .init(language("意向订单（美元）", "intended orders (USD)"), .right),
                .init(language("编号", "record"), least: 10, mayFold: true),
            ],
            rows: names.inOrder(fair.visits, by: \.township).map { visit in
                [
                    .init(visit.name.isEmpty ? visit.enterprise : visit.name), .init(names[visit.township]),
                    .money(Int128(visit.orders)), .init(visit.record, .dim),
                ]
            }, foldedNote: language("未显示：", "not shown: "))
    }

    /// `{"on","known","fair":{… as in FairsPage, "participations":[{"record","enterprise","name","township",
    /// "intended_orders_usd"}]}}`
    public func json() -> JSON {
        let visits = fair.visits.map { visit -> JSON in
            .members([
                .init("record", .string(visit.record)), .init("enterprise", .string(visit.enterprise)),
                .init("name", .string(visit.name)), .init("township", .string(visit.township)),
                .init("intended_orders_usd", .string(DecimalText.trimmed(Int128(visit.orders), decimals: 2))),
            ])
        }
        return .members([
            .init("on", .string(on.description)), .init("known", head.json),
            .init(
                "fair",
                .members((FairPage.summary(fair).object ?? []) + [.init("participations", .array(visits))])),
        ])
    }

    static func summary(_ fair: Fair) -> JSON {
        .members(
            [
                .init("name", .string(fair.name)), .init("registered", fair.registered.map(FairWords.json) ?? .null),
                .init("days", .array(fair.days.map { .string($0.description) })),
                .init("modes", .array(Set(fair.visits.map(\.mode)).sorted().map { .string($0) })),
                .init(
                    "townships",
                    .array(
                        fair.byTownship.map { .members([.init("id", .string($0.township))] + FairWords.json($0.sum)) })),
            ] + FairWords.json(fair.sum))
    }
}
