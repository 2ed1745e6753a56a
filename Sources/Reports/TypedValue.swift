import Ledger

/// What a cell's text stands for, for programs that calculate with it.
public enum TypedValue: Sendable, Equatable {
    /// Things that are counted: events, enterprises, visits, ranks.
    case count(Int128)
    /// What a count rose by; fewer are negative.
    case countChange(Int128)
    /// An average, as a decimal with one place: `12.5` days.
    case average(String)
    /// Points, in hundredths.
    case points(Int64)
    /// What points rose or fell by, in hundredths.
    case change(Int64)
    /// Places that a rank rose by; fallen ones are negative.
    case places(Int)
    /// Yuan or US dollars, in hundredths.
    case money(Int128)
    /// A ratio as a decimal: `0.085` is 8.5 %.
    case ratio(String)
    case day(CivilDate)
    /// Shown in civil time of Asia/Shanghai.
    case moment(Instant)
}

/// How a cell follows from others of its table, so that a spreadsheet calculates what the ledger calculated. Columns are
/// counted from 0.
public enum CellFormula: Sendable, Equatable {
    /// The sum of cells of the same row.
    case sum(columns: ClosedRange<Int>)
    /// One cell of the same row minus another.
    case difference(of: Int, minus: Int)
    /// The cell above plus a cell of the same row: a balance.
    case running(column: Int)
    /// The sum of the column's other cells.
    case sumOfOthers
}
