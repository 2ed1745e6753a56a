import Ledger
import Records

/// The notice's own scheme, 长商发〔2020〕17号.
public enum BuiltInScheme {
    /// The text of `changxing-2020.json`.
    public static var text: [UInt8] { PackageResources.changxing_2020_json }
    /// The notice's number and date of issue.
    public static let source = "长商发〔2020〕17号,2020-05-14 印发"
}
