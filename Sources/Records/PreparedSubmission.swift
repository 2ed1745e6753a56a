import Ledger

/// A submission in stored form, with what its own form was refused for: everything about it that needs no ledger.
///
/// It is a function of the submission, of who hands it in and of the day alone, so that a file's lines are prepared on
/// another core while the lines before them are recorded.
public final class PreparedSubmission: Sendable {
    public let submission: Submission
    public let type: EventType
    /// The day for which it was prepared: the Asia/Shanghai date of the recording, unless the day changed since.
    public let today: CivilDate
    public let actor: String
    public let source: String
    public let effective: CivilDate?
    public let data: JSON
    /// The canonical bytes of `data`, where nothing was refused.
    let canonical: [UInt8]
    /// The facts in `data`, where nothing was refused and the type opens a record.
    let facts: Facts?
    let key: NaturalKey?
    let faults: [Refusal]
    /// The paths of the fields of `data` that were refused: they are not looked up in the ledger.
    let wrong: Set<String>

    /// Prepares a submission.
    /// - Parameters:
    ///   - actor: who submits where the submission does not say.
    ///   - today: the Asia/Shanghai date of its recording.
    public init(_ submission: Submission, actor: String, today: CivilDate) {
        var check = FormCheck(today: today)
        let type = submission.type
        self.submission = submission
        self.today = today
        self.type = type
        self.actor = check.text(submission.actor ?? actor, "actor", limit: 128)
        source = check.text(submission.source, "source", limit: 500, mayBeEmpty: true)
        if let id = submission.id, !Admission.isIdentifier(id) { check.refuse("id", id, .badIdentifier) }
        let before = check.faults.count
        let (effective, data) = check.content(
            Catalog[type], effective: submission.effective, data: submission.data, path: "data")
        self.effective = effective
        self.data = data
        faults = check.faults
        wrong = faults.count == before ? [] : Set(faults[before...].map(\.field))
        guard faults.isEmpty, let effective, type.opensRecord else {
            canonical = []
            facts = nil
            key = nil
            return
        }
        let canonical = data.canonical
        self.canonical = canonical
        facts = canonical.withUnsafeBufferPointer { Facts(type, canonical: $0) }
        key = NaturalKey(type, effective: effective, data: data)
    }

    /// A submission that was found to be in stored form, with no fault.
    init(
        _ submission: Submission, actor: String, today: CivilDate, effective: CivilDate, canonical: [UInt8],
        facts: Facts
    ) {
        self.submission = submission
        self.today = today
        type = submission.type
        self.actor = actor
        source = submission.source
        self.effective = effective
        data = submission.data
        self.canonical = canonical
        self.facts = facts
        key = NaturalKey(submission.type, effective: effective, data: submission.data)
        faults = []
        wrong = []
    }

    /// The same for the day on which it is recorded, where that is another one than it was prepared for.
    func prepared(actor: String, today: CivilDate) -> PreparedSubmission {
        today == self.today ? self : PreparedSubmission(submission, actor: actor, today: today)
    }
}
