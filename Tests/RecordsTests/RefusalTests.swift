import Accounts
import Foundation
import Records
import Reports
import TestSupport
import Testing

@testable import Ledger

/// ledger.md §3, Refusals: refused whole, every fault named by field, and nothing refused leaves a trace.
@Suite struct RefusalTests {
    static func refuse(_ case: Refused, _ ledger: TemporaryLedger) throws -> [BatchRefused.Fault] {
        do {
            _ = try ledger.office.append([`case`.submission()], actor: "test")
            return []
        } catch let refused as BatchRefused {
            return refused.faults
        }
    }

    @Test(arguments: Refused.all) func isRefusedWithEveryFaultAndNoTrace(refused: Refused) throws {
        let ledger = try refused.onEmptyLedger ? TemporaryLedger() : StandardLedger.make()
        if !refused.before.isEmpty { try ledger.append(refused.before) }
        let before = try ledger.head()
        let faults = try Self.refuse(refused, ledger)
        #expect(faults.map(\.refusal.field) == refused.faults.map(\.field))
        #expect(faults.map(\.refusal.problem) == refused.faults.map(\.problem))
        #expect(faults.allSatisfy { $0.row == 1 })
        #expect(try ledger.head() == before)
        #expect(try ledger.office.verify().faults == [])
    }

    /// Every problem that a submission can have by itself is met above. Those that take a sheet or two rows are met in
    /// IntakeTests, that of a closing's table in AuditsTests.
    @Test func everyProblemIsMet() throws {
        let met = Set(Refused.all.flatMap { $0.faults.map(\.problem.code) })
        let all = Set(Refusal.Problem.everyCode)
        let others: Set = [
            "formula_without_value", "formula_error", "ambiguous_month", "contradicts_row", "not_the_table",
        ]
        #expect(all.subtracting(met) == others)
    }

    /// The words of every refusal above, in both languages, as a clerk reads them.
    @Test func wordsStayAsTheyWereRead() throws {
        let standard = try StandardLedger.make()
        let empty = try TemporaryLedger()
        let townships = try #require(SchemeReader.read(try TemporaryLedger.builtInScheme()).scheme).townships
        var text = ""
        for refused in Refused.all {
            text += "# \(refused.name)\n"
            var ledger = refused.onEmptyLedger ? empty : standard
            if !refused.before.isEmpty {
                ledger = try StandardLedger.make()
                try ledger.append(refused.before)
            }
            for fault in try Self.refuse(refused, ledger) {
                text += "\(fault.refusal.problem.code) \(fault.refusal.field)\n"
                for language in Language.allCases {
                    text += FaultWords(language, townships: townships).words(fault) + "\n"
                }
            }
            text += "\n"
        }
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/refusals.txt")
        #expect(try Golden.differences(text, file) == [])
    }
}

extension Refusal.Problem {
    /// The code of every problem. A new case does not compile before it stands here.
    static var everyCode: [String] {
        var all: [Refusal.Problem] = [.notAnObject]
        while let last = all.last, let next = last.next { all.append(next) }
        return all.map(\.code)
    }

    private var next: Refusal.Problem? {
        switch self {
        case .notAnObject: .notJSON(JSONFault(kind: .syntax, byte: 1))
        case .notJSON: .unknownType
        case .unknownType: .missing
        case .missing: .formulaWithoutValue
        case .formulaWithoutValue: .formulaError
        case .formulaError: .ambiguousMonth
        case .ambiguousMonth: .unknownField(known: [])
        case .unknownField: .ledgerSets
        case .ledgerSets: .notText
        case .notText: .notInteger
        case .notInteger: .empty
        case .empty: .tooLong(limit: 1)
        case .tooLong: .control
        case .control: .badIdentifier
        case .badIdentifier: .badDate
        case .badDate: .badMonth
        case .badMonth: .badWeek
        case .badWeek: .badAmount(.empty)
        case .badAmount: .badCode(.length(1))
        case .badCode: .badHash
        case .badHash: .notTheRoot(expected: "", size: 0)
        case .notTheRoot: .notTheTable(expected: "")
        case .notTheTable: .notOneOf([])
        case .notOneOf: .unknownCountry
        case .unknownCountry: .unknownTownship(known: [])
        case .unknownTownship: .unknownItem(known: [])
        case .unknownItem: .above(limit: "")
        case .above: .aboveField("", value: "")
        case .aboveField: .notMonthEnd(expected: "")
        case .notMonthEnd: .notWeekEnd(expected: "")
        case .notWeekEnd: .future(today: "")
        case .future: .before("")
        case .before: .noScheme
        case .noScheme: .scheme([])
        case .scheme: .noPlan
        case .noPlan: .notInPlan(known: [])
        case .notInPlan: .enterpriseNotRegistered
        case .enterpriseNotRegistered: .enterpriseFrom("")
        case .enterpriseFrom: .reportUnknown
        case .reportUnknown: .beforeReport(submitted: "")
        case .beforeReport: .overdrawn(.fundsAllotted, left: "")
        case .overdrawn: .belowDrawn(.fundsPaid, total: "")
        case .belowDrawn: .referenceUnknown(.problemRaised)
        case .referenceUnknown: .beforeReference(.problemRaised, since: "")
        case .beforeReference: .namedBefore(by: "", on: "")
        case .namedBefore: .impossible(.ticketResolved, in: .raised, possible: [])
        case .impossible: .breaksCourse(at: "", step: .ticketResolved, in: .raised)
        case .breaksCourse: .noTarget
        case .noTarget: .targetIsChange
        case .targetIsChange: .targetRetracted(by: 1)
        case .targetRetracted: .notCorrectable
        case .notCorrectable: .stillNamed(by: "", count: 1)
        case .stillNamed: .conflict(holder: "", seq: 1)
        case .conflict: .contradicts(row: 1)
        case .contradicts: .idTaken(seq: 1)
        case .idTaken: .idRetracted(seq: 1, by: 2)
        case .idRetracted: nil
        }
    }
}
