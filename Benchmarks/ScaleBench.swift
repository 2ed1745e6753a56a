import Foundation
import Ledger

/// Measures ledgers of several sizes: `benchmarks scale FOLDER TAIZHANG RESULTS SIZE…`.
///
/// Each size is a ledger of its own with the same ten years (the smallest has the first of them), made anew: a large ledger
/// that is cut off at a tenth would hold the registrations and the first of the years, and be another thing. All sizes but the largest add a ninth to the work. The
/// ledgers stay in the folder, and what was measured in the results, so that whoever is stopped goes on where it was.
struct ScaleBench {
    let folder: String
    let program: String

    func run(_ sizes: [Int], into path: String) async throws {
        var results = try ScaleResults(path: path)
        for size in sizes {
            let bench = Bench(events: size, folder: folder, program: program, hasAllYears: true)
            for step in bench.steps {
                let isThere = step.name != "build" || FileManager.default.fileExists(atPath: bench.path)
                if isThere, results.has(step.name, size: size) { continue }
                bench.tell("\(size): \(step.name)")
                let begun = ContinuousClock.now
                let figures = try await step.run()
                let events = try SQLiteEventLog.open(path: bench.path, readOnly: true).read { $0.size }
                try results.add(
                    ScaleResults.Line(
                        size: size, events: events, step: step.name,
                        seconds: Bench.seconds(ContinuousClock.now - begun), machine: ScaleResults.machine,
                        figures: figures))
            }
            bench.print(results.figures(size), size: results.events(size))
        }
    }
}
