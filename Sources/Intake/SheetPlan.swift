import Ledger
import Records

/// Where a sheet's facts stand: what each column holds, and where the rows of data begin.
public struct SheetPlan: Sendable {
    public struct Column: Sendable {
        /// Counted from 1.
        public let number: Int
        let target: HeadingWords.Target
        /// The heading as it stands in the sheet.
        public let heading: String
        /// What amounts are counted in: the heading's own unit, or the sheet's.
        public let unit: AmountUnit?
        /// The month that the column is about, in a wide sheet.
        public let month: String?
    }

    public let type: EventType
    public let columns: [Column]
    /// The last row of the heading.
    public let headingRow: Int
    /// The month that stands above the table and in no column.
    public let month: String?
    /// The months of a wide sheet, in the order of its columns; empty for a sheet with a fact a row.
    public let months: [String]
    /// Headings of columns that hold none of the type's fields.
    public let ignored: [String]
    /// The column in which people write what they like.
    let remark: Int?

    /// The currency in whole units of which amounts are taken, since nothing says a unit; nil where there are none such.
    public var assumedCurrency: RecordType.Currency? {
        for column in columns where column.unit == nil {
            if case .amount(let currency)? = Catalog[type].kind(of: column.target) { return currency }
        }
        return nil
    }

    public var isWide: Bool { !months.isEmpty }

    /// The column of a field of `data`, or of `effective`; in a wide sheet the one of the month, if the field has one.
    public func column(of field: String, month: String?) -> Int? {
        let target = field == "effective" ? HeadingWords.Target.effective : .field(field)
        return columns.first { $0.target == target && ($0.month == nil || month == nil || $0.month == month) }?.number
    }
}

/// Why a sheet's headings cannot be understood.
public enum HeadingFault: Error, Hashable, Sendable {
    /// No row has headings of any type.
    case noHeading
    /// The headings are nearest to a type, and these of its columns are missing.
    case missingColumns(EventType, [String])
    /// The headings fit several types.
    case ambiguous([EventType])
    /// Two columns have one meaning.
    case twice(field: String, columns: [Int])
    /// An amount's column has brackets that are no unit.
    case unknownUnit(column: Int, heading: String, unit: String)
    /// Yuan where the field is in dollars, or the other way.
    case otherCurrency(column: Int, heading: String, field: String)
    /// What the sheet says above its table for all amounts is in the other currency.
    case otherSheetCurrency(column: Int, heading: String, field: String, said: String)
    /// A text above the table speaks of a unit that is not known.
    case unclearUnit(String)
    /// One column of a currency is scaled, and another one says no unit.
    case unitOfSome(column: Int, heading: String, scaled: String)
    /// A figure that is no amount stands in a multiple: 百人.
    case scaledUnit(column: Int, heading: String)
    /// There is no column of months, and the text above the table says several.
    case unclearMonth([String])
    /// `1月`, and no year anywhere above.
    case monthWithoutYear(column: Int, heading: String)
    /// Months as headings and nothing that says what the figures below them are.
    case monthsOfWhat
}
