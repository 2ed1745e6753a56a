import Intake
import Records
import Testing

@testable import Reports

/// What the forms say to whoever fills them in.
@Suite struct TemplateFormTests {
    private static func form(_ type: EventType, _ language: Language = .zh) -> TemplateForm {
        TemplateForm(Catalog[type], Vocabulary(townships: [], ratedItems: []), language)
    }

    /// A list is told in the words that it offers, not in those that the ledger stores.
    @Test func choicesAreToldAsTheListHasThem() {
        let column = Self.form(.problemRaised).columns.first { $0.field?.name == "found" }
        #expect(column?.allowed == "从列表中选：走访收集、企业反映、监测预警" && column?.example == "走访收集")
        let english = Self.form(.problemRaised, .en).columns.first { $0.field?.name == "found" }
        #expect(english?.allowed.hasPrefix("visit") == true && english?.example == "visit")
    }

    /// Days are days, whichever field they stand in.
    @Test func everyDayIsADate() {
        let assigned = Self.form(.ticketAssigned).columns.filter(\.isDate).map(\.heading)
        #expect(assigned == ["办理期限", "交办日期"])
        let fair = Self.form(.fairRegistered).columns.filter(\.isDate).map(\.heading)
        #expect(fair == ["首日", "末日", "登记日期"])
        // Months and weeks are text: a program that takes them for dates spoils them.
        #expect(Self.form(.monitoringFilled).columns.allSatisfy { !$0.isDate })
    }

    /// The rules speak of what the form has: amounts, things counted, what may be left out.
    @Test func rulesSpeakOfTheForm() {
        #expect(Self.form(.tradeReported).rules[0] == "每行一条，每列都要填。没有发生额请填 0。")
        #expect(Self.form(.tradeReported).rules[1].contains("金额的单位"))
        #expect(Self.form(.tradeReported).rules.contains("一般贸易出口额不大于出口额。"))
        #expect(Self.form(.fairRegistered).rules.contains("首日不晚于末日。"))
        #expect(Self.form(.problemRaised).rules[0] == "每行一条，每列都要填。")
        #expect(!Self.form(.problemRaised).rules[1].contains("金额"))
        #expect(Self.form(.ticketConfirmed).rules[0] == "每行一条，除“确认人”外每列都要填。")
        #expect(Self.form(.unitRated, .en).rules[0] == "A fact a row; no cell but remark may be empty.")
    }
}
