import Ledger
import Records
import Reports
import Workbooks

/// Where a table stands on its sheet, and what its cells are there.
struct TableLayout {
    let table: TextTable
    /// The row of the columns' titles; rows of data follow.
    let titleRow: Int

    /// The rows of data; one empty one where there are none.
    var rows: ClosedRange<Int> { (titleRow + 1)...(titleRow + max(1, table.rows.count)) }

    /// The cell as a spreadsheet holds it: typed, and calculated from others where they are numbers too.
    func value(_ cell: TextTable.Cell, row: Int, column: Int) -> CellValue {
        let plain = plain(cell)
        guard let formula = cell.formula, let result = number(plain), let text = text(formula, row, column) else {
            return plain
        }
        return .formula("=" + text, result: result)
    }

    private func plain(_ cell: TextTable.Cell) -> CellValue {
        switch cell.value {
        case .count(let value), .countChange(let value): .integer(value)
        case .points(let value), .change(let value): .decimal(DecimalText.fixed(Int128(value), decimals: 2))
        case .money(let value): .decimal(DecimalText.fixed(value, decimals: 2))
        case .places(let value): .integer(value)
        case .ratio(let text), .average(let text): .decimal(text)
        case .day(let day): .date(CellDate(year: day.year, month: day.monthOfYear, day: day.day))
        case .moment(let instant):
            .date(
                CellDate(
                    year: instant.shanghaiDate.year, month: instant.shanghaiDate.monthOfYear,
                    day: instant.shanghaiDate.day,
                    second: Int((instant.milliseconds / 1000 + 8 * 3600) % 86_400)))
        case nil: cell.text.isEmpty ? .blank : .text(cell.text)
        }
    }

    private func number(_ value: CellValue) -> ExactDecimal? {
        if case .number(let number) = value { number } else { nil }
    }

    private func text(_ formula: CellFormula, _ row: Int, _ column: Int) -> String? {
        func isNumber(_ row: Int, _ column: Int) -> Bool {
            let index = row - rows.lowerBound
            guard table.rows.indices.contains(index), column < table.rows[index].count else { return false }
            return number(plain(table.rows[index][column])) != nil
        }
        switch formula {
        case .sum(let columns):
            return "SUM(\(CellRange(rows: row...row, columns: columns).name))"
        case .difference(let whole, let part):
            guard isNumber(row, whole), isNumber(row, part) else { return nil }
            return "\(CellRange.name(row, whole))-\(CellRange.name(row, part))"
        case .running(let change):
            guard isNumber(row - 1, column) else { return nil }
            let added = isNumber(row, change) ? "+\(CellRange.name(row, change))" : ""
            return CellRange.name(row - 1, column) + added
        case .sumOfOthers:
            var parts: [String] = []
            if row > rows.lowerBound {
                parts.append(CellRange(rows: rows.lowerBound...(row - 1), columns: column...column).name)
            }
            if row < rows.upperBound {
                parts.append(CellRange(rows: (row + 1)...rows.upperBound, columns: column...column).name)
            }
            return parts.isEmpty ? nil : "SUM(\(parts.joined(separator: ",")))"
        }
    }
}
