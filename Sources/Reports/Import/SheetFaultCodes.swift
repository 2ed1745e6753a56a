import Intake
import Sheets

extension IntakeFaults.Fault.Problem {
    /// A stable name of the problem for programs.
    var code: String {
        switch self {
        case .sheet(let fault): fault.code
        case .heading(let fault): fault.code
        }
    }
}

extension SheetFault {
    var code: String {
        switch self {
        case .cannotOpen: "cannot_open"
        case .cannotRead: "cannot_read"
        case .empty: "empty_file"
        case .compoundFile: "xls_or_password"
        case .noWorkbook: "no_workbook"
        case .damagedArchive: "damaged_archive"
        case .encrypted: "encrypted"
        case .missingPart: "missing_part"
        case .damagedXML: "damaged_xml"
        case .doctype: "document_type"
        case .fileTooLarge: "file_too_large"
        case .tooManyParts: "too_many_parts"
        case .partTooLarge: "part_too_large"
        case .inflatesTooMuch: "inflates_too_much"
        case .tooManySheets: "too_many_sheets"
        case .tooManyStrings: "too_many_texts"
        case .tooManyFormats: "too_many_formats"
        case .tooManyRows: "too_many_rows"
        case .tooManyColumns: "too_many_columns"
        case .cellTooLong: "cell_too_long"
        case .rowTooLong: "row_too_long"
        case .disorder: "out_of_order"
        case .noSuchString: "no_such_text"
        case .badText: "bad_encoding"
        case .openQuote: "open_quotation_mark"
        case .noSuchSheet: "no_such_sheet"
        }
    }

    /// Whether the system, and not the file's content, is in the way.
    public var isInputOutput: Bool {
        switch self {
        case .cannotOpen, .cannotRead: true
        default: false
        }
    }
}

extension HeadingFault {
    var code: String {
        switch self {
        case .noHeading: "no_heading"
        case .missingColumns: "missing_columns"
        case .ambiguous: "ambiguous_type"
        case .twice: "column_twice"
        case .unknownUnit: "unknown_unit"
        case .otherCurrency: "other_currency"
        case .otherSheetCurrency: "other_sheet_currency"
        case .unclearUnit: "unclear_unit"
        case .unitOfSome: "unit_of_some"
        case .scaledUnit: "scaled_unit"
        case .unclearMonth: "unclear_month"
        case .monthWithoutYear: "month_without_year"
        case .monthsOfWhat: "months_of_what"
        }
    }

    /// The column that the fault is about.
    var column: Int? {
        switch self {
        case .twice(_, let columns): columns.last
        case .unknownUnit(let column, _, _), .otherCurrency(let column, _, _), .monthWithoutYear(let column, _),
            .otherSheetCurrency(let column, _, _, _), .unitOfSome(let column, _, _), .scaledUnit(let column, _):
            column
        default: nil
        }
    }
}
