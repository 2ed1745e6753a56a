import Ledger
import Records

/// The values of a record's fields, which admission has checked.
extension Record {
    func text(_ field: String) -> String { data[field]?.text ?? "" }
    /// An amount in hundredths.
    func amount(_ field: String) -> Int128 { Int128((try? Hundredths(text(field)))?.value ?? 0) }
    func count(_ field: String) -> Int { Int(data[field]?.integer ?? 0) }
    func date(_ field: String) -> CivilDate? { CivilDate(text(field)) }
}
