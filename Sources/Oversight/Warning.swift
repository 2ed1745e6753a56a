import Accounts
import Ledger
import Records

/// A warning on an enterprise with its responses: a pure function of its records.
public struct Warning: Sendable {
    public struct Response: Sendable, Hashable {
        public let unit: String
        public let action: String
        public let day: CivilDate
    }

    public let number: String
    public let concerned: Concerned
    /// Values of the choices `indicator` and `severity` of `warning.raised`.
    public let indicator: String
    public let severity: String
    public let cause: String
    public let raised: CivilDate
    /// In order.
    public let responses: [Response]
    public let state: Course.State

    /// - Parameter records: the live records of one warning up to a day, in order of (effective date, seq).
    /// - Returns: nil where the warning itself is not among them.
    public init?(_ records: [Record], of concerned: Concerned) {
        guard let first = records.first, first.type == .warningRaised else { return nil }
        func text(_ record: Record, _ key: String) -> String { record.data[key]?.text ?? "" }
        number = text(first, "warning")
        self.concerned = concerned
        indicator = text(first, "indicator")
        severity = text(first, "severity")
        cause = text(first, "cause")
        raised = first.effective
        responses = records.filter { $0.type == .warningResponded }.map {
            Response(unit: text($0, "unit"), action: text($0, "action"), day: $0.effective)
        }
        var state = Course.warning.start
        for record in records { state = Course.warning.state(after: record.type, in: state) ?? state }
        self.state = state
    }

    /// Whether nobody has responded yet.
    public var isOpen: Bool { state == .open }

    /// Days since it was raised.
    public func age(on day: CivilDate) -> Int { day.daysSinceEpoch - raised.daysSinceEpoch }
}

extension Books {
    /// Every warning up to a day, as the first `known` events have them, in order of raising.
    /// - Complexity: O(warnings and responses ever).
    public func warnings(on: CivilDate, known: Int64) throws -> [Warning] {
        let register = KnownRegister(self, known: known)
        return try courses(.warning, by: "warning", on: on, known: known).compactMap {
            Warning($0, of: try register.concerned($0[0]))
        }
    }
}
