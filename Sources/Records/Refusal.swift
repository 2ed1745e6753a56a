import Ledger

/// One fault of a submission: where it stands, what was found, what is allowed. Words for people are made from it in
/// Reports; here it is data that tests and programs can compare.
public struct Refusal: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Problem: Hashable, Sendable {
        case notJSON(JSONFault)
        case notAnObject
        case unknownType
        case missing
        /// A formula of a sheet whose value was not stored.
        case formulaWithoutValue
        /// A formula of a sheet that came to an error.
        case formulaError
        /// A number such as 2020.1: January, or an October that lost its zero.
        case ambiguousMonth
        case unknownField(known: [String])
        /// A key that only the ledger may set.
        case ledgerSets
        case notText
        case notInteger
        case empty
        case tooLong(limit: Int)
        case control
        case badIdentifier
        case badDate
        case badMonth
        case badWeek
        case badAmount(Hundredths.Fault)
        case badCode(CreditCode.Fault)
        case badHash
        /// A closing states a root that the ledger did not have at that size.
        case notTheRoot(expected: String, size: Int64)
        /// A closing states another table than these events make.
        case notTheTable(expected: String)
        case notOneOf([String])
        case unknownCountry
        case unknownTownship(known: [String])
        case unknownItem(known: [String])
        case above(limit: String)
        case aboveField(String, value: String)
        case notMonthEnd(expected: String)
        case notWeekEnd(expected: String)
        case future(today: String)
        /// A date before the effective date, which is given.
        case before(String)
        case noScheme
        case scheme([SchemeFault])
        /// No plan with a work list is recorded.
        case noPlan
        /// No unit, item or stage of the plan.
        case notInPlan(known: [String])
        case enterpriseNotRegistered
        /// Registered, but only from a later date.
        case enterpriseFrom(String)
        case reportUnknown
        case beforeReport(submitted: String)
        /// No live record of the type has this number.
        case referenceUnknown(EventType)
        /// The record that is named is of a later date.
        case beforeReference(EventType, since: String)
        /// A record that names this one is of an earlier date.
        case namedBefore(by: String, on: String)
        /// The subject's course has a state in which the step can't be taken, and what can.
        case impossible(EventType, in: Course.State, possible: [EventType])
        /// Without the record as it stands, a later step of its course could not have been taken.
        case breaksCourse(at: String, step: EventType, in: Course.State)
        /// More than what is left of the record that it is taken from.
        case overdrawn(EventType, left: String)
        /// Less than what records of a type have taken of it.
        case belowDrawn(EventType, total: String)
        case noTarget
        case targetIsChange
        case targetRetracted(by: Int64)
        case notCorrectable
        case stillNamed(by: String, count: Int)
        /// Another record holds the natural key with other content.
        case conflict(holder: String, seq: Int64)
        /// Another row of the same batch, counted from 1, has the natural key with other content.
        /// - Parameter file: the file or sheet that the row is in, where it is in another one; empty for the same.
        case contradicts(row: Int, file: String = "")
        /// The id is taken by an event with other content.
        case idTaken(seq: Int64)
        /// The id names a record that was retracted: whatever the content, it can't be submitted under it again.
        case idRetracted(seq: Int64, by: Int64)
    }

    /// The JSON path of the field, e.g. `data.export_cny`; empty for the submission as a whole.
    public let field: String
    /// What stands there.
    public let found: String
    public let problem: Problem

    public init(_ field: String, found: String, _ problem: Problem) {
        self.field = field
        self.found = found
        self.problem = problem
    }
}
