/// Rows that are read when they are asked for.
public protocol RowSource: AnyObject {
    /// The next rows, in order; at least one. Nil at the end.
    /// - Throws: `SheetFault`.
    func next() throws(SheetFault) -> [Row]?
}
