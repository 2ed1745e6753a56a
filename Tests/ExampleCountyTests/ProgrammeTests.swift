import ExampleCounty
import Ledger
import Records
import Testing

@Suite struct ProgrammeTests {
    /// The programmes come on top: everything else stays as it is, in its order.
    @Test func theProgrammesChangeNothingElse() {
        let plain = ExampleCounty(enterprises: 12).days().flatMap(\.submissions)
        let whole = ExampleCounty(enterprises: 12, hasProgrammes: true).days().flatMap(\.submissions)
        let further = whole.filter { $0.type.isJournaled }
        #expect(whole.filter { !$0.type.isJournaled }.map(\.id) == plain.map(\.id))
        #expect(
            Set(further.map(\.type)) == [
                .fairRegistered, .ecommerceReported, .onlineRetailReported, .fundsAllotted, .fundsPaid, .loansReported,
                .warehouseOpened, .warehouseClosed, .inspectionFound, .inspectionProgressed, .inspectionMended,
                .inspectionReopened, .indexPublished, .planAdopted, .workReported, .workConfirmed, .unitRated,
            ])
        #expect(Set(whole.map(\.id)).count == whole.count)
    }

    @Test func theProgrammesAreAdmitted() throws {
        let taken = try Admitting(ExampleCounty(enterprises: 12, years: 2019...2020, hasProgrammes: true))
        #expect(taken.repeated == 0)
        #expect(try taken.ledger.office.verify().faults == [])
    }
}
