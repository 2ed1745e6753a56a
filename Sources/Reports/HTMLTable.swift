/// A table in HTML: groups above titles, numbers right, what is bold or coloured on a terminal so here.
struct HTMLTable {
    private let table: TextTable

    init(_ table: TextTable) { self.table = table }

    var text: String {
        "<table>\n<thead>\n\(heading)</thead>\n<tbody>\n\(table.rows.map(row).joined())</tbody>\n</table>\n"
    }

    private var heading: String {
        let titles = table.columns.map { column in
            column.title.split(separator: "\n").map { HTML.escaped(String($0)) }.joined(separator: "<br>")
        }
        func cell(_ index: Int, _ attributes: String = "") -> String {
            "<th\(attributes)\(table.columns[index].alignment == .right ? " class=\"n\"" : "")>\(titles[index])</th>"
        }
        guard table.columns.contains(where: { $0.group != nil }) else {
            return "<tr>\(table.columns.indices.map { cell($0) }.joined())</tr>\n"
        }
        var upper = ""
        var lower = ""
        for run in ColumnGroups.runs(table) {
            guard let group = table.columns[run.lowerBound].group else {
                upper += cell(run.lowerBound, " rowspan=\"2\"")
                continue
            }
            // A group of one column that bears no title of its own needs no second line.
            if run.count == 1, titles[run.lowerBound].isEmpty {
                upper += "<th rowspan=\"2\" class=\"g\">\(HTML.escaped(group))</th>"
            } else {
                upper += "<th colspan=\"\(run.count)\" class=\"g\">\(HTML.escaped(group))</th>"
                lower += run.map { cell($0) }.joined()
            }
        }
        return "<tr>\(upper)</tr>\n<tr>\(lower)</tr>\n"
    }

    private func row(_ cells: [TextTable.Cell]) -> String {
        let shown = table.columns.indices.map { index -> String in
            let cell = index < cells.count ? cells[index] : ""
            let isShort = cell.value != nil || DisplayWidth.of(cell.text) <= 20
            let side = table.columns[index].alignment == .right ? "n" : isShort ? "s" : ""
            let classes = [side, style(cell.style)].filter {
                !$0.isEmpty
            }
            let attribute = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
            return "<td\(attribute)>\(HTML.escaped(cell.text.trimmingSpaces))</td>"
        }
        return "<tr>\(shown.joined())</tr>\n"
    }

    private func style(_ style: TextTable.Style) -> String {
        switch style {
        case .plain: ""
        case .bold: "b"
        case .dim: "d"
        case .red: "r"
        case .green: "u"
        case .yellow: "y"
        }
    }
}

/// Which neighbouring columns share a group.
public enum ColumnGroups {
    /// Runs of columns: each with one group, or one column without.
    public static func runs(_ table: TextTable) -> [ClosedRange<Int>] {
        var runs: [ClosedRange<Int>] = []
        for index in table.columns.indices {
            let group = table.columns[index].group
            if let last = runs.last, group != nil, table.columns[last.lowerBound].group == group {
                runs[runs.count - 1] = last.lowerBound...index
            } else {
                runs.append(index...index)
            }
        }
        return runs
    }
}
