import CXLSXWriter

extension Chart {
    /// Makes the library's chart; the workbook owns it.
    func drawn(in workbook: UnsafeMutablePointer<lxw_workbook>) throws(WorkbookFault) -> UnsafeMutablePointer<lxw_chart>
    {
        let type =
            switch kind {
            case .line: LXW_CHART_LINE
            case .columns: LXW_CHART_COLUMN
            case .bars: LXW_CHART_BAR
            }
        guard let chart = workbook_add_chart(workbook, UInt8(type.rawValue)) else {
            throw .library(code: LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue, message: "workbook_add_chart")
        }
        chart_title_set_name(chart, title)
        for one in series { try add(one, to: chart) }
        if !showsLegend {
            chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
        } else {
            chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
        }
        setAxes(of: chart)
        return chart
    }

    private func add(_ one: Series, to chart: UnsafeMutablePointer<lxw_chart>) throws(WorkbookFault) {
        try one.categories.check()
        try one.values.check()
        guard let drawn = chart_add_series(chart, nil, nil) else {
            throw .library(code: LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue, message: "chart_add_series")
        }
        chart_series_set_name(drawn, one.name)
        set(one.categories) { chart_series_set_categories(drawn, sheet, $0, $1, $2, $3) }
        set(one.values) { chart_series_set_values(drawn, sheet, $0, $1, $2, $3) }
        if showsValues { chart_series_set_labels(drawn) }
        guard let colour = one.colour else { return }
        switch kind {
        case .line:
            var line = lxw_chart_line()
            line.color = colour
            line.width = 2
            chart_series_set_line(drawn, &line)
        case .columns, .bars:
            var fill = lxw_chart_fill()
            fill.color = colour
            chart_series_set_fill(drawn, &fill)
        }
    }

    private func set(_ range: CellRange, _ body: (UInt32, UInt16, UInt32, UInt16) -> Void) {
        body(
            UInt32(range.rows.lowerBound), UInt16(range.columns.lowerBound), UInt32(range.rows.upperBound),
            UInt16(range.columns.upperBound))
    }

    /// In bars the categories stand upright: the library's axes change places.
    private func setAxes(of chart: UnsafeMutablePointer<lxw_chart>) {
        let isUpright = kind != .bars
        guard let values = chart_axis_get(chart, isUpright ? LXW_CHART_AXIS_TYPE_Y : LXW_CHART_AXIS_TYPE_X),
            let categories = chart_axis_get(chart, isUpright ? LXW_CHART_AXIS_TYPE_X : LXW_CHART_AXIS_TYPE_Y)
        else { return }
        if let valueTitle { chart_axis_set_name(values, valueTitle) }
        if let least { chart_axis_set_min(values, Double(least)) }
        if let most { chart_axis_set_max(values, Double(most)) }
        if isReversed { chart_axis_set_reverse(categories) }
    }
}
