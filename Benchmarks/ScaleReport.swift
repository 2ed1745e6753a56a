import Foundation

/// Writes what was measured into docs/scale.md: between the marks `<!-- measured -->` and `<!-- needed -->` and their ends
/// `<!-- /measured -->` and `<!-- /needed -->`. And the chart beside it.
struct ScaleReport {
    private let results: ScaleResults

    init(_ results: ScaleResults) { self.results = results }

    /// A row of the table of what was measured.
    private struct Row {
        let name: String
        let bar: String
        let cell: @Sendable (ScaleResults, Int) -> String?
    }

    private static func number(_ key: String, _ format: String = "%.2f") -> @Sendable (ScaleResults, Int) -> String? {
        { results, size in results.number(key, size).map { grouped(String(format: format, $0)) } }
    }

    private static func ratio(
        _ above: String, _ below: String, _ format: String = "%.1f"
    ) -> @Sendable (ScaleResults, Int) -> String? {
        { results, size in
            guard let above = results.number(above, size), let below = results.number(below, size), below > 0 else {
                return nil
            }
            return grouped(String(format: format, above / below))
        }
    }

    private static let rows: [Row] = [
        Row(name: "`score` at random (on, known), in process, ms", bar: "≤ 5", cell: number("score_ms")),
        Row(
            name: "… times that at 100 k, in turn with it", bar: "≤ 1.5",
            cell: ratio("score_ms", "score_base_ms", "%.2f")),
        Row(name: "the same sums by `GROUP BY` in SQLite, ms", bar: "", cell: number("group_by_ms", "%.1f")),
        Row(name: "… times `score`", bar: "≥ 100", cell: ratio("group_by_ms", "score_ms")),
        Row(name: "… entered at each account, ms", bar: "", cell: number("group_by_entered_ms", "%.1f")),
        Row(name: "… times `score`", bar: "", cell: ratio("group_by_entered_ms", "score_ms")),
        Row(name: "the same in DuckDB, 2 threads, ms", bar: "", cell: number("duckdb_ms", "%.1f")),
        Row(name: "… times `score`", bar: "≥ 5", cell: ratio("duckdb_ms", "score_ms")),
        Row(name: "`log --enterprise`, in process, ms", bar: "≤ 5", cell: number("log_ms")),
        Row(name: "`show`, in process, ms", bar: "≤ 5", cell: number("show_ms")),
        Row(name: "natural-key look-up, in process, ms", bar: "≤ 5", cell: number("key_ms", "%.3f")),
        Row(name: "`taizhang score`, whole process, ms", bar: "≤ 30", cell: number("score_process_ms", "%.1f")),
        Row(name: "`taizhang --version`, whole process, ms", bar: "≤ 10", cell: number("version_ms", "%.1f")),
        Row(name: "full replay, events/s", bar: "≥ 1,000,000", cell: number("fold_per_s", "%.0f")),
        Row(name: "… of the speed of a scan", bar: "≥ 0.3", cell: ratio("fold_per_s", "scan_per_s", "%.2f")),
        Row(name: "bulk append, events/s", bar: "≥ 120,000", cell: number("append_per_s", "%.0f")),
        Row(name: "restore, events/s", bar: "≥ 120,000", cell: number("restore_per_s", "%.0f")),
        Row(name: "one durable append, ms", bar: "", cell: number("append_ms", "%.3f")),
        Row(name: "… p99, ms", bar: "", cell: number("append_p99_ms", "%.3f")),
        Row(name: "… of the speed of write + fdatasync", bar: "≥ 0.6", cell: ratio("sync_ms", "append_ms", "%.2f")),
        Row(name: "8 tasks at once, durable, events/s", bar: "", cell: number("group_per_s", "%.0f")),
        Row(name: "… times one alone", bar: "≥ 3", cell: number("group_ratio")),
        Row(name: "… longest wait, ms", bar: "", cell: number("group_longest_wait_ms", "%.1f")),
        Row(name: "verify, events/s", bar: "", cell: number("verify_per_s", "%.0f")),
        Row(name: "export, events/s", bar: "", cell: number("export_per_s", "%.0f")),
        Row(name: "peak memory of replay, MB", bar: "≤ 256", cell: number("replay_mb", "%.0f")),
        Row(name: "peak memory of verify, MB", bar: "≤ 256", cell: number("verify_mb", "%.0f")),
        Row(name: "peak memory of restore, MB", bar: "≤ 256", cell: number("restore_mb", "%.0f")),
        Row(name: "peak memory of export, MB", bar: "≤ 256", cell: number("export_mb", "%.0f")),
        Row(name: "the file, MB", bar: "", cell: number("file_mb", "%.0f")),
        Row(name: "… times the exported text", bar: "≤ 2.2", cell: ratio("file_mb", "text_mb", "%.2f")),
    ]

    /// - Throws: what writing throws; `CocoaError` where the page has no marks.
    func write(chart: String, page: String) throws {
        let folder = URL(fileURLWithPath: chart).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try ScaleChart(results).text.write(toFile: chart, atomically: true, encoding: .utf8)
        var text = try String(contentsOfFile: page, encoding: .utf8)
        try ScaleReport.put(measured, between: "measured", in: &text)
        try ScaleReport.put(needed, between: "needed", in: &text)
        try text.write(toFile: page, atomically: true, encoding: .utf8)
    }

    private static func put(_ table: String, between mark: String, in text: inout String) throws {
        guard let begin = text.range(of: "<!-- \(mark) -->\n"), let end = text.range(of: "<!-- /\(mark) -->"),
            begin.upperBound <= end.lowerBound
        else { throw CocoaError(.fileReadCorruptFile) }
        text.replaceSubrange(begin.upperBound..<end.lowerBound, with: table)
    }

    private var measured: String {
        let sizes = results.sizes
        var text = "| events | \(sizes.map { ScaleReport.grouped("\($0)") }.joined(separator: " | ")) | bar |\n"
        text += "| --- | \(sizes.map { _ in "---:" }.joined(separator: " | ")) | --- |\n"
        for row in Self.rows {
            let cells = sizes.map { row.cell(results, $0) ?? "" }
            guard cells.contains(where: { !$0.isEmpty }) else { continue }
            text += "| \(row.name) | \(cells.joined(separator: " | ")) | \(row.bar) |\n"
        }
        return text + "\nOn \(machines).\n"
    }

    /// The machines that the rows were measured on; what was measured on which, where there is more than one.
    private var machines: String {
        var steps: [(machine: String, names: [String])] = []
        for line in results.lines {
            let place = steps.firstIndex { $0.machine == line.machine } ?? steps.count
            if place == steps.count { steps.append((line.machine, [])) }
            if !steps[place].names.contains(line.step) { steps[place].names.append(line.step) }
        }
        guard steps.count > 1 else { return steps.first?.machine ?? "an unknown machine" }
        return steps.map { "\($0.machine): \($0.names.joined(separator: ", "))" }.joined(separator: "; on ")
    }

    /// What ledgers of ten years need, from the costs at the largest size that was measured.
    private var needed: String {
        guard let size = results.sizes.last, let file = results.number("file_mb", size),
            let text = results.number("text_mb", size)
        else { return "" }
        let events = Double(results.events(size))
        let columns: [(name: String, counties: Double)] = [
            ("one county", 1), ("one province (90)", 90), ("the country (3,000)", 3000),
        ]
        func row(_ name: String, _ cell: (_ events: Double, _ counties: Double) -> String) -> String {
            "| \(name) | "
                + columns.map { cell($0.counties * ScaleReport.eventsAYear * 10, $0.counties) }.joined(separator: " | ")
                + " |\n"
        }
        func time(_ key: String) -> (Double, Double) -> String {
            let rate = results.number(key, size) ?? 0
            return { events, _ in rate > 0 ? ScaleReport.duration(events / rate) : "" }
        }
        let memory = ["replay_mb", "verify_mb", "restore_mb", "export_mb"].compactMap { results.number($0, size) }.max()
        let answer = results.number("score_ms", size).map { String(format: "%.1f ms", $0) } ?? ""
        let yearly = ScaleReport.eventsAYear
        let bulk = results.number("append_per_s", size) ?? 1
        let rows = [
            row("events") { events, _ in ScaleReport.rounded(events) },
            row("file") { count, _ in ScaleReport.bytes(count * file / events) },
            row("exported text") { count, _ in ScaleReport.bytes(count * text / events) },
            row("events on an average working day") { _, counties in ScaleReport.rounded(counties * yearly / 250) },
            // A month's events all at once.
            row("recording a whole month's in bulk") { _, counties in
                ScaleReport.duration(counties * yearly / 12 / bulk)
            },
            row("restore", time("restore_per_s")), row("verify", time("verify_per_s")),
            row("replay of everything", time("fold_per_s")),
            row("peak memory of any of these") { _, _ in memory.map { String(format: "%.0f MB", $0) } ?? "" },
            row("`score` of any day as known at any time") { _, _ in answer },
        ]
        return "| in one file, after ten years | \(columns.map(\.name).joined(separator: " | ")) |\n"
            + "| --- | ---: | ---: | ---: |\n" + rows.joined()
    }

    /// Events of a county in a year: see docs/scale.md.
    private static let eventsAYear = 11_000.0

    private static func rounded(_ value: Double) -> String {
        switch value {
        case 10_000_000...: String(format: "%.0f M", value / 1e6)
        case 1_000_000...: String(format: "%.1f M", value / 1e6)
        default: grouped(String(format: "%.0f", value))
        }
    }

    private static func bytes(_ megabytes: Double) -> String {
        megabytes < 1000 ? String(format: "%.0f MB", megabytes) : String(format: "%.1f GB", megabytes / 1000)
    }

    private static func duration(_ seconds: Double) -> String {
        switch seconds {
        case ..<0.1: String(format: "%.0f ms", seconds * 1000)
        case ..<120: String(format: "%.1f s", seconds)
        case ..<7200: String(format: "%.0f min", seconds / 60)
        default: String(format: "%.1f h", seconds / 3600)
        }
    }

    /// Thousands apart, as people read them.
    private static func grouped(_ number: String) -> String {
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        var digits = String(parts[0])
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
            place -= 3
        }
        return ([digits] + parts.dropFirst().map(String.init)).joined(separator: ".")
    }
}
