import Records
import TestSupport
import Testing
import TortureRigs

/// Simulated counties (docs/reliability.md). The long form lives through thousands of years: Scripts/torture.
@Suite struct CountyTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func theLedgerIsTheModels(seed: UInt64) throws {
        let tally = try CountyDrill.run(seeds: [seed], steps: 50)
        #expect(
            tally.events > 20 && tally.refused > 3 && tally.questions == 50 && tally.faults > 0 && tally.days > 50,
            "\(tally)")
    }

    /// Other processes record in the county while the connections of this one are open.
    @Test(arguments: [5, 10] as [UInt64]) func otherProcessesRecordToo(seed: UInt64) throws {
        let program = try #require(BuiltProgram.url("torture"))
        let tally = try CountyDrill.run(seeds: [seed], steps: 50, program: program)
        #expect(tally.others > 3 && tally.events > 20 && tally.questions == 50, "\(tally)")
    }

    /// A seed that failed meets the same county again: the same events with the same times, the same faults and questions.
    @Test func aSeedIsTheSameCountyAgain() throws {
        let first = try CountyDrill.run(seeds: [6], steps: 40)
        let again = try CountyDrill.run(seeds: [6], steps: 40)
        #expect(first.head != nil && first == again, "\(first), \(again)")
        #expect(try CountyDrill.run(seeds: [7], steps: 40).head != first.head)
    }

    /// Every type of the catalog is recorded in some county, and the work list is met in all its states. As many counties as
    /// that takes, the same ones every time.
    @Test func everyTypeOfTheCatalogOccurs() throws {
        var missing = Set(EventType.allCases.map(\.rawValue))
        var states: Set<String> = []
        var plans = 0
        for seed in 11...22 as ClosedRange<UInt64> where !missing.isEmpty || states.count < 5 {
            let tally = try CountyDrill.run(seeds: [seed], steps: 120)
            missing.subtract(tally.types)
            states.formUnion(tally.states)
            plans += tally.plans
        }
        #expect(missing == [])
        #expect(states.count == 5 && plans > 50, "\(states), \(plans) questions")
    }
}
