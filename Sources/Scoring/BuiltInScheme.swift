import Ledger
import Records

/// The notice's own scheme, 长商发〔2020〕17号.
public enum BuiltInScheme {
    /// The text of `changxing-2020.json`.
    public static var text: [UInt8] { PackageResources.changxing_2020_json }
    /// The notice's number and date of issue.
    public static let source = "长商发〔2020〕17号,2020-05-14 印发"
}

/// The notice's own plan: its member units, working groups and key work list (Attachments 1 and 4). Not a part of the
/// built-in scheme, whose bytes ledgers that were begun before there were plans have in their first event.
public enum BuiltInPlan {
    /// The text of `changxing-2020-plan.json`.
    public static var text: [UInt8] { PackageResources.changxing_2020_plan_json }
    public static let source = BuiltInScheme.source
    /// The notice's date of issue.
    public static let issued = CivilDate(trusted: 20_200_514)
}
