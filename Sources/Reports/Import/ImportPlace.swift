import Intake
import Ledger
import Records
import Sheets

/// A place in a sheet as people and programs name it.
struct ImportPlace {
    let place: Intake.Place
    var row: Int?
    var column: Int?

    /// `六月.xlsx 月度进出口!D7`; what is not known is left out.
    var text: String {
        let sheet = place.sheet.isEmpty ? place.file : "\(place.file) \(place.sheet)"
        guard row != nil || column != nil else { return Terminal.safe(sheet) }
        return Terminal.safe(sheet) + "!" + cell
    }

    /// `D7`, or as much of it as is known.
    var cell: String { (column.map(ColumnName.of) ?? "") + (row.map { "\($0)" } ?? "") }

    /// `{"file","sheet"?,"row"?,"column"?}`; the sheet is left out for CSV.
    var members: [JSON.Member] {
        var members: [JSON.Member] = [.init("file", .string(place.file))]
        if !place.sheet.isEmpty { members.append(.init("sheet", .string(place.sheet))) }
        if let row { members.append(.init("row", .integer(Int64(row)))) }
        if let column { members.append(.init("column", .string(ColumnName.of(column)))) }
        return members
    }
}
