import Intake
import Ledger
import Programmes
import Records
import TestSupport
import Testing

@testable import Reports

/// The channels of new exporters are a list that other texts may join (二(三)).
@Suite struct ChannelTests {
    static let field = Catalog[.exporterEntered].field("channel")

    @Test func otherChannelsAreTakenAsBefore() throws {
        let ledger = try TemporaryLedger()
        try ledger.append(.adopt(try TemporaryLedger.builtInScheme()))
        try ledger.append([.register(1, "jiapu"), .register(2, "jiapu")])
        try ledger.append([
            .enterExporter(1, on: "2020-04-10").with("channel", "老客户介绍"),
            .enterExporter(2, on: "2020-04-11").with("channel", "进出口平台"),
        ])
        let (review, head) = try ledger.office.exporterReview(
            on: CivilDate(trusted: 20_200_630), known: .everything)
        #expect(review.channels.map(\.name) == ["老客户介绍", "进出口平台"])
        let page = ExporterReviewPage(review, head: head, townships: [], language: .zh).text(width: 80, colour: false)
        #expect(page.contains("渠道“进出口平台”与“进出口贸易平台”相近"))
        #expect(!page.contains("渠道“老客户介绍”"))
    }

    @Test func namesOfTheListAreUnderstood() throws {
        let field = try #require(Self.field)
        #expect(FieldText.value("newly founded", field, townships: []) == .string("新设"))
        #expect(FieldText.value("老客户介绍", field, townships: []) == .string("老客户介绍"))
        #expect(FieldWords(.zh).allowed(field.kind) == "文字，最多 100 字；常用：三转、转引、进出口贸易平台、新设")
    }

    /// A form offers the list and takes other texts.
    @Test func theFormsColumnIsOpen() throws {
        let form = TemplateForm(Catalog[.exporterEntered], Vocabulary(townships: [], ratedItems: []), .zh)
        let column = try #require(form.columns.first { $0.field?.name == "channel" })
        #expect(form.choices(column, Vocabulary(townships: [], ratedItems: [])).first == "三转")
        #expect(form.isOpen(column))
        #expect(!form.isOpen(try #require(form.columns.first { $0.field?.name == "enterprise" })))
    }
}
