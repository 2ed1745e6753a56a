import Ledger

/// What is adopted and stays in force until another one is: a scheme, a plan.
public protocol Adopted: Sendable {
    /// The position of the adoption, which decides ties.
    var seq: Int64 { get }
    var effective: CivilDate { get }
    /// The position of the retraction that ended it.
    var ended: Int64? { get }
}

extension AdoptedScheme: Adopted {}

/// A plan with the span of the log in which it is live: adopted by itself, or brought by a scheme.
public struct AdoptedPlan: Adopted {
    public let seq: Int64
    public let effective: CivilDate
    public let id: String
    public let title: String
    /// The notice's number; empty where none is given.
    public let source: String
    public let plan: Plan
    public let ended: Int64?

    /// The plan that a scheme brings; nil where it brings none.
    public init?(_ adopted: AdoptedScheme) {
        guard let plan = adopted.scheme.plan else { return nil }
        seq = adopted.seq
        effective = adopted.effective
        id = adopted.scheme.id
        title = adopted.scheme.title
        source = adopted.scheme.source
        self.plan = plan
        ended = adopted.ended
    }

    /// The plan of a `plan.adopted`; nil for another record.
    public init?(_ record: Record) {
        guard record.type == .planAdopted, let found = PlanReader.read(record.data["plan"] ?? .null).plan else {
            return nil
        }
        seq = record.seq
        effective = record.effective
        id = found.id
        title = found.title
        source = found.source
        plan = found.plan
        ended = record.ended
    }
}

extension Array where Element: Adopted {
    /// The one in force on a date as known at a size: the live one with the latest effective date not after it, the later
    /// seq on a tie (scoring.md §1).
    public func inForce(on date: CivilDate, known: Int64 = .max) -> Element? {
        filter { adopted in
            adopted.seq <= known && adopted.effective <= date && (adopted.ended.map { $0 > known } ?? true)
        }
        .max { ($0.effective, $0.seq) < ($1.effective, $1.seq) }
    }

    /// Those whose names a fact of this date may use: the one in force on the date, the one in force today, and for facts
    /// older than any of them the earliest one.
    func usable(for date: CivilDate, today: CivilDate) -> [Element] {
        if count == 1, let only = first, only.ended == nil { return [only] }
        let onDate = inForce(on: date)
        let earliest =
            onDate == nil
            ? filter { $0.ended == nil }.min { ($0.effective, $0.seq) < ($1.effective, $1.seq) } : nil
        return [onDate, inForce(on: today), earliest].compactMap { $0 }
    }
}

extension Recorded {
    /// The plans that are live now, those that schemes bring among them.
    func plans() throws -> [AdoptedPlan] {
        let ofSchemes = schemes.compactMap { $0.ended == nil ? AdoptedPlan($0) : nil }
        let ofTheirOwn = try live(of: NaturalKey.plans, [.planAdopted]).compactMap { try record($0) }
        return ofSchemes + ofTheirOwn.compactMap { AdoptedPlan($0) }
    }
}
