import Ledger
import Records

/// What one person hands in at one moment: a batch that the ledger takes whole.
public struct OfficeDay: Sendable {
    /// When the ledger records it; office hours in Asia/Shanghai. It never goes back from one to the next.
    public let recordedAt: Instant
    /// Who hands it in.
    public let actor: String
    /// In the order in which they are to be recorded. They leave `actor` to the day.
    public let submissions: [Submission]

    public init(recordedAt: Instant, actor: String, submissions: [Submission]) {
        self.recordedAt = recordedAt
        self.actor = actor
        self.submissions = submissions
    }
}

/// A submission with its place in the office's calendar.
struct Filing {
    let day: CivilDate
    let actor: String
    let submission: Submission

    /// - Parameter day: its recording; a Saturday or Sunday means the Monday after.
    init(_ day: CivilDate, by actor: String, _ submission: Submission) {
        self.day = day.workday
        self.actor = actor
        self.submission = submission
    }

    /// Filed on that very day, a weekend or not.
    init(exactly day: CivilDate, by actor: String, _ submission: Submission) {
        self.day = day
        self.actor = actor
        self.submission = submission
    }
}

extension [Filing] {
    /// The filings as days of the office: by date, then by person in the order in which they first come that day. Each
    /// person's filings keep their order.
    func officeDays() -> [OfficeDay] {
        let sorted = enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
        var days: [OfficeDay] = []
        for today in sorted.chunked(by: { $0.day == $1.day }) {
            var people: [String] = []
            var batches: [[Submission]] = []
            for filing in today {
                if let person = people.firstIndex(of: filing.actor) {
                    batches[person].append(filing.submission)
                } else {
                    people.append(filing.actor)
                    batches.append([filing.submission])
                }
            }
            guard let date = today.first?.day else { continue }
            for (place, person) in people.enumerated() {
                // From 9:00 on, one every 13 minutes: at most eleven townships and four others, so before 13:00.
                let time = Int64(9 * 60 + place * 13) * 60_000
                days.append(
                    OfficeDay(
                        recordedAt: Instant(milliseconds: Instant.startOfDay(date).milliseconds + time),
                        actor: person, submissions: batches[place]))
            }
        }
        return days
    }

    /// The runs of neighbours that belong together.
    private func chunked(by together: (Filing, Filing) -> Bool) -> [ArraySlice<Filing>] {
        var chunks: [ArraySlice<Filing>] = []
        var start = startIndex
        for index in indices where index + 1 == endIndex || !together(self[index], self[index + 1]) {
            chunks.append(self[start...index])
            start = index + 1
        }
        return chunks
    }
}
