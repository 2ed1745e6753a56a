import ExampleCounty
import Records
import Testing

/// The rules of the ledger take everything that the county hands in.
@Suite struct AdmissionTests {
    static let counties = [
        ExampleCounty(enterprises: 1), ExampleCounty(enterprises: 12, years: 2017...2021),
        ExampleCounty(enterprises: 40, seed: 7), ExampleCounty(enterprises: 40, years: 2011...2013),
        ExampleCounty(enterprises: 40, years: 2021...2021), ExampleCounty(),
    ]

    @Test(arguments: counties) func everySubmissionIsAccepted(county: ExampleCounty) throws {
        let taken = try Admitting(county)
        #expect(taken.repeated == 0)
        #expect((try taken.ledger.office.log.read { $0.size }) > 12 * Int64(county.enterprises))
    }
}
