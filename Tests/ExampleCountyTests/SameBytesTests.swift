import Crypto
import ExampleCounty
import Ledger
import Records
import Testing

/// The county is a function of its parameters, and goes by itself.
@Suite struct SameBytesTests {
    /// A hash of all that is handed in, and when.
    static func digest(_ county: ExampleCounty) -> String {
        var hash = SHA256()
        for day in county.days() {
            var bytes = Array(day.recordedAt.description.utf8)
            for submission in day.submissions { submission.appendLine(actor: day.actor, to: &bytes) }
            hash.update(data: bytes)
        }
        return hash.finalize().prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    @Test func theSameParametersMakeTheSameBytes() {
        let county = ExampleCounty(enterprises: 40)
        #expect(Self.digest(county) == Self.digest(ExampleCounty(enterprises: 40)))
        #expect(Self.digest(county) != Self.digest(ExampleCounty(enterprises: 40, seed: 2021)))
    }

    /// The default county is the one of the documents: whoever changes its bytes changes this on purpose.
    @Test func theDefaultCountyIsTheOneOfTheDocuments() {
        #expect(Self.digest(ExampleCounty()) == "091a32d7eded2872")
    }

    @Test func timeNeverGoesBackAndIdsAreUnique() {
        var last = Instant(milliseconds: 0)
        var ids: Set<String> = []
        for day in ExampleCounty(enterprises: 60, years: 2019...2021).days() {
            #expect(day.recordedAt > last)
            last = day.recordedAt
            for submission in day.submissions {
                let id = submission.id ?? ""
                #expect(Admission.isIdentifier(id) && ids.insert(id).inserted, "\(id)")
            }
        }
        #expect(last.shanghaiDate.month.description == "2022-01")
    }

    @Test func codesAreValidAndNamesSayThatTheyAreExamples() throws {
        for day in ExampleCounty().days() {
            for submission in day.submissions where submission.type == .enterpriseRegistered {
                let code = try #require(submission.data["enterprise"]?.text)
                try CreditCode.check(code)
                #expect(code.hasPrefix("91330522MAEX"))
                #expect(submission.data["name"]?.text?.contains("示例") == true)
            }
            #expect(day.actor.contains("示例"))
            #expect(day.submissions.allSatisfy { $0.source.contains("示例") || $0.type == .schemeAdopted })
        }
    }
}
