import Accounts
import Ledger
import Records

extension Refusal.Problem {
    /// A stable name of the problem for programs.
    public var code: String {
        switch self {
        case .notJSON: "not_json"
        case .notAnObject: "not_an_object"
        case .unknownType: "unknown_type"
        case .missing: "missing"
        case .formulaWithoutValue: "formula_without_value"
        case .formulaError: "formula_error"
        case .ambiguousMonth: "ambiguous_month"
        case .unknownField: "unknown_field"
        case .ledgerSets: "ledger_sets"
        case .notText: "not_text"
        case .notInteger: "not_integer"
        case .empty: "empty"
        case .tooLong: "too_long"
        case .control: "control_character"
        case .badIdentifier: "bad_identifier"
        case .badDate: "bad_date"
        case .badMonth: "bad_month"
        case .badWeek: "bad_week"
        case .badAmount: "bad_amount"
        case .badCode: "bad_credit_code"
        case .badHash: "bad_hash"
        case .notTheRoot: "not_the_root"
        case .notTheTable: "not_the_table"
        case .notOneOf: "not_one_of"
        case .unknownCountry: "unknown_country"
        case .unknownTownship: "unknown_township"
        case .unknownItem: "unknown_item"
        case .above: "above_maximum"
        case .aboveField: "above_field"
        case .notMonthEnd: "not_month_end"
        case .notWeekEnd: "not_week_end"
        case .future: "future"
        case .before: "before_effective"
        case .noScheme: "no_scheme"
        case .scheme: "bad_scheme"
        case .noPlan: "no_plan"
        case .notInPlan: "not_in_plan"
        case .enterpriseNotRegistered: "enterprise_not_registered"
        case .enterpriseFrom: "enterprise_registered_later"
        case .reportUnknown: "unknown_report"
        case .beforeReport: "before_report"
        case .referenceUnknown: "unknown_reference"
        case .beforeReference: "before_reference"
        case .namedBefore: "named_before"
        case .impossible: "impossible_step"
        case .breaksCourse: "breaks_course"
        case .overdrawn: "overdrawn"
        case .belowDrawn: "below_drawn"
        case .noTarget: "no_target"
        case .targetIsChange: "target_is_change"
        case .targetRetracted: "target_retracted"
        case .notCorrectable: "not_correctable"
        case .stillNamed: "still_named"
        case .conflict: "conflict"
        case .contradicts: "contradicts_row"
        case .idTaken: "id_taken"
        case .idRetracted: "id_of_retracted_record"
        }
    }
}

extension FaultWords {
    /// One refusal for programs: `{"row","field","found","problem","message"}`.
    public func json(_ refusal: Refusal, row: Int) -> JSON {
        .members([
            .init("row", .integer(Int64(row))), .init("field", .string(refusal.field)),
            .init("found", .string(refusal.found)), .init("problem", .string(refusal.problem.code)),
            .init("message", .string(words(refusal))),
        ])
    }

    /// All refusals of a batch for programs, in order of row.
    public func json(_ refused: BatchRefused) -> JSON {
        .array(refused.faults.map { of($0.type).json($0.refusal, row: $0.row) })
    }
}
