import Ledger
import Records

extension OfficeDay {
    /// The adoption of a scheme before the county's first day, in force from 1 January of its first year. The real
    /// notice is of May 2020; the example has it from the start, so that every month of the year has a score.
    /// - Throws: `JSONFault` where the text is no JSON.
    public static func adoption(of text: [UInt8], source: String, county: ExampleCounty) throws -> OfficeDay {
        let scheme = try JSONReader.read(text)
        return OfficeDay(
            recordedAt: Instant(milliseconds: Instant.startOfDay(county.opening).milliseconds + 510 * 60_000),
            actor: Clerk.general,
            submissions: [
                Submission(
                    type: .schemeAdopted, effective: "\(county.years.lowerBound)-01-01", source: source,
                    id: scheme["id"]?.text, data: .members([.init("scheme", scheme)]))
            ])
    }
}
