import ArgumentParser
import ExampleCounty
import ExampleLedger
import Foundation
import Ledger

/// Writes the example county as a ledger's lines, or as submissions.
@main
struct ExampleCountyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "example-county",
        abstract: "Make the example county: a made-up register to learn with and to measure on.",
        discussion: """
            --lines builds a ledger and writes its events, which `taizhang restore` takes. --submissions writes what was \
            handed in, which `taizhang append --file` takes after `taizhang init`; it is made as it is written, so \
            that millions are no matter. The same options make the same bytes.
            """)

    @Option(help: ArgumentHelp("File for the lines of a ledger.", valueName: "out.jsonl"))
    var lines: String?

    @Option(help: ArgumentHelp("File for the submissions.", valueName: "out.jsonl"))
    var submissions: String?

    @Option(
        help: ArgumentHelp(
            "Folder for the months that the county closes; with it, --lines has the closings too.", valueName: "folder")
    )
    var snapshots: String?

    @Option(help: "Enterprises that export on the first day, 1 to 90000.")
    var enterprises = 300

    @Option(help: ArgumentHelp("Scored years; the year before is loaded as history.", valueName: "year or first-last"))
    var years = Years(2020...2020)

    @Option(help: "Another seed makes another county.")
    var seed: UInt64 = 2020

    @Flag(help: "With monitoring, warnings, visits and tickets.")
    var desk = false
    @Flag(
        help:
            "Also what the notice's programmes bring: fairs' register, e-commerce, funds, loans, inspections and more.")
    var programmes = false

    @Option(help: ArgumentHelp("Last day of recording; without it the January after.", valueName: "yyyy-mm-dd"))
    var until: Day?

    func validate() throws {
        guard lines != nil || submissions != nil else {
            throw ValidationError("give --lines or --submissions, or both: where should it go?")
        }
        guard snapshots == nil || lines != nil else { throw ValidationError("--snapshots goes with --lines") }
        guard (1...90_000).contains(enterprises) else {
            throw ValidationError("--enterprises \(enterprises): allowed are 1 to 90000")
        }
    }

    func run() throws {
        let county = ExampleCounty(
            enterprises: enterprises, years: years.range, seed: seed, hasDesk: desk, hasProgrammes: programmes)
        let last = until?.date ?? CivilDate(trusted: 99_991_231)
        let days = county.days().lazy.prefix { $0.recordedAt.shanghaiDate <= last }
        if let submissions {
            let writer = try FileWriter(path: submissions)
            for day in days {
                for submission in day.submissions {
                    try writer.write { submission.appendLine(actor: day.actor, to: &$0) }
                }
            }
            try writer.close()
        }
        if let lines {
            let writer = try FileWriter(path: lines)
            let published = try CountyLedger.forEachLine(of: county, days: days, closing: snapshots != nil) { line in
                try writer.write { bytes in
                    bytes.append(contentsOf: line)
                    bytes.append(UInt8(ascii: "\n"))
                }
            }
            try writer.close()
            for (path, bytes) in published {
                let file = URL(fileURLWithPath: snapshots ?? "").appendingPathComponent(path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(bytes).write(to: file)
            }
        }
    }
}

/// `2020` or `2011-2020`.
struct Years: ExpressibleByArgument {
    let range: ClosedRange<Int>

    init(_ range: ClosedRange<Int>) { self.range = range }

    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard let first = parts.first ?? nil, let last = parts.last ?? nil, parts.count <= 2, first <= last,
            (1992...9000).contains(first), last <= 9000
        else { return nil }
        range = first...last
    }

    var defaultValueDescription: String {
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
    }
}

struct Day: ExpressibleByArgument {
    let date: CivilDate
    init?(argument: String) {
        guard let date = CivilDate(argument) else { return nil }
        self.date = date
    }
}
