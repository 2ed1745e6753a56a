import Foundation

/// Cost against the size of the ledger, as SVG: both axes by powers of ten, a line for each thing that was measured. Flat is
/// what does not grow with the past.
struct ScaleChart {
    /// One plot: some of the measured numbers, all of one unit.
    private struct Panel {
        let title: String
        let series: [(key: String, name: String)]
    }
    private static let panels = [
        Panel(
            title: "time of an answer, ms",
            series: [
                ("group_by_ms", "GROUP BY, SQLite"),
                ("group_by_entered_ms", "… entered at accounts"), ("duckdb_ms", "GROUP BY, DuckDB"),
                ("score_process_ms", "score, whole process"), ("score_ms", "score"), ("log_ms", "log --enterprise"),
                ("show_ms", "show"), ("key_ms", "natural key"), ("append_ms", "one durable append"),
            ]),
        Panel(
            title: "peak memory, MB",
            series: [
                ("restore_mb", "restore"), ("replay_mb", "replay"), ("verify_mb", "verify"), ("export_mb", "export"),
            ]),
        Panel(
            title: "events a second",
            series: [
                ("replay_per_s", "replay"), ("export_per_s", "export"), ("append_per_s", "bulk append"),
                ("restore_per_s", "restore"), ("verify_per_s", "verify"), ("group_per_s", "8 tasks, each durable"),
                ("single_per_s", "one task, each durable"),
            ]),
    ]
    /// Colours that people with colour blindness tell apart (Paul Tol's).
    private static let colours = [
        "#332288", "#117733", "#CC6677", "#0077BB", "#999933", "#882255", "#44AA99", "#EE7733", "#555555",
    ]
    private let results: ScaleResults
    private let width = 760
    private let height = 330
    /// Room for the numbers left, the names right, the title above and the sizes below.
    private let left = 64
    private let right = 190
    private let top = 34
    private let bottom = 40

    init(_ results: ScaleResults) { self.results = results }

    var text: String {
        let drawn = Self.panels.filter { !points($0).isEmpty }
        var svg =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height * drawn.count)\" "
            + "font-family=\"sans-serif\" role=\"img\">\n"
            + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
        for (index, panel) in drawn.enumerated() {
            svg += "<g transform=\"translate(0 \(index * height))\">\n" + plot(panel) + "</g>\n"
        }
        return svg + "</svg>\n"
    }

    /// The points of each line: powers of ten of size and value.
    private func points(_ panel: Panel) -> [(name: String, points: [(x: Double, y: Double)])] {
        var lines: [(name: String, points: [(x: Double, y: Double)])] = []
        for (key, name) in panel.series {
            var points: [(x: Double, y: Double)] = []
            for size in results.sizes {
                guard let value = results.number(key, size), value > 0 else { continue }
                points.append((log10(Double(size)), log10(value)))
            }
            if !points.isEmpty { lines.append((name, points)) }
        }
        return lines
    }

    private func plot(_ panel: Panel) -> String {
        let lines = points(panel)
        let all = lines.flatMap(\.points)
        guard let least = all.map(\.y).min(), let most = all.map(\.y).max(), let first = all.map(\.x).min(),
            let last = all.map(\.x).max()
        else { return "" }
        let (low, high) = (least.rounded(.down), max(least.rounded(.down) + 1, most.rounded(.up)))
        func y(_ value: Double) -> Int {
            height - bottom - Int((value - low) / (high - low) * Double(height - top - bottom))
        }
        func x(_ value: Double) -> Int {
            left + Int((value - first) / max(1, last - first) * Double(width - left - right))
        }
        var svg = "<text x=\"\(left)\" y=\"20\" font-size=\"14\" font-weight=\"700\">\(panel.title)</text>\n"
        for power in Int(low)...Int(high) {
            svg += "<path d=\"M\(left) \(y(Double(power)))H\(width - right)\" stroke=\"#e2e2e2\"/>\n"
            svg += text(left - 8, y(Double(power)) + 4, number(power), anchor: "end")
        }
        for size in results.sizes { svg += text(x(log10(Double(size))), height - 18, words(size), anchor: "middle") }
        svg += text((left + width - right) / 2, height - 4, "events in the ledger", anchor: "middle")
        let places = labels(lines.map { y($0.points.last?.y ?? low) })
        for (index, line) in lines.enumerated() {
            let colour = Self.colours[index % Self.colours.count]
            let path = line.points.enumerated().map { "\($0 == 0 ? "M" : "L")\(x($1.x)) \(y($1.y))" }.joined()
            svg += "<path d=\"\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\"/>\n"
            for point in line.points {
                svg += "<circle cx=\"\(x(point.x))\" cy=\"\(y(point.y))\" r=\"3\" fill=\"\(colour)\"/>\n"
            }
            svg += text(width - right + 12, places[index], line.name, colour: colour)
        }
        return svg
    }

    private func text(_ x: Int, _ y: Int, _ text: String, anchor: String = "start", colour: String = "#666") -> String {
        "<text x=\"\(x)\" y=\"\(y)\" font-size=\"11\" fill=\"\(colour)\" text-anchor=\"\(anchor)\">\(text)</text>\n"
    }

    private func number(_ power: Int) -> String {
        power < 0 ? String(format: "%g", pow(10, Double(power))) : words(Int(pow(10, Double(power))))
    }

    private func words(_ size: Int) -> String {
        switch size {
        case 1_000_000... where size % 100_000 == 0: String(format: "%g M", Double(size) / 1e6)
        case 1000... where size % 100 == 0: String(format: "%g k", Double(size) / 1e3)
        default: "\(size)"
        }
    }

    /// Where the names stand: beside their lines' ends, moved apart where they would lie on each other.
    private func labels(_ ends: [Int]) -> [Int] {
        var places = ends.map { $0 + 4 }
        var next = top
        for index in ends.indices.sorted(by: { ends[$0] < ends[$1] }) {
            places[index] = max(places[index], next)
            next = places[index] + 14
        }
        return places
    }
}
