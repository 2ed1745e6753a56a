import Foundation

/// What was measured of ledgers of several sizes: a file of one JSON object a line, which grows by a line a measurement.
/// Whoever is stopped goes on behind the last line.
struct ScaleResults {
    /// One measurement of one ledger.
    struct Line: Codable {
        /// About how many events the ledger was to have.
        let size: Int
        /// How many it has.
        let events: Int64
        let step: String
        /// Seconds that the measurement took.
        let seconds: Double
        let machine: String
        let figures: [Figure]
    }

    let path: String
    private(set) var lines: [Line] = []

    /// Reads what is there.
    init(path: String) throws {
        self.path = path
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return }
        // A line that was cut off was not measured.
        lines = text.split(separator: "\n").compactMap { try? JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    }

    func has(_ step: String, size: Int) -> Bool { lines.contains { $0.step == step && $0.size == size } }

    mutating func add(_ line: Line) throws {
        lines.removeAll { $0.step == line.step && $0.size == line.size }
        lines.append(line)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var data = Data()
        for line in lines { data += try encoder.encode(line) + Data("\n".utf8) }
        try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    /// The sizes, in order.
    var sizes: [Int] { Set(lines.map(\.size)).sorted() }

    func events(_ size: Int) -> Int64 { lines.filter { $0.size == size }.map(\.events).min() ?? 0 }

    func figures(_ size: Int) -> [Figure] { lines.filter { $0.size == size }.flatMap(\.figures) }

    /// A number that was measured at a size.
    func number(_ key: String, _ size: Int) -> Double? {
        figures(size).compactMap { $0.numbers[key] }.last
    }

    /// The processor that this machine has.
    static var machine: String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let model = text.split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return "\(model.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"), \(cores) cores"
    }
}
