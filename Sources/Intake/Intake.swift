import Ledger
import Records
import Sheets

/// The sheets of some files, understood: which hold facts, of which type, in which columns.
///
/// Opening reads the first rows of every sheet. `rows()` then streams the facts of all of them, in the order in which they
/// can be recorded: registrations ahead of what enterprises do, reports ahead of their adoption.
public struct Intake: Sendable {
    /// What somebody says about the files instead of leaving it to be found out.
    public struct Options: Sendable {
        public var type: EventType?
        /// The name of the only sheet to read.
        public var sheet: String?
        public var encoding: TextEncoding?
        public var separator: CSVSeparator?
        public init(
            type: EventType? = nil, sheet: String? = nil, encoding: TextEncoding? = nil,
            separator: CSVSeparator? = nil
        ) {
            self.type = type
            self.sheet = sheet
            self.encoding = encoding
            self.separator = separator
        }
    }

    /// A sheet of a file.
    public struct Place: Hashable, Sendable {
        /// The path as it was given.
        public let path: String
        /// Empty for a CSV file.
        public let sheet: String
        /// The file's name without its folders.
        public var file: String { path.split(separator: "/").last.map(String.init) ?? path }
    }

    /// A sheet that holds facts.
    public struct Source: Sendable {
        public let place: Place
        public let plan: SheetPlan
        /// The sheet's place in its file.
        let sheet: Int
        /// How a CSV file is written; nil for a workbook.
        let csv: CSVForm?

        /// The file, opened anew.
        func open() throws(SheetFault) -> SheetFile {
            try SheetFile(path: place.path, encoding: csv?.encoding, separator: csv?.separator)
        }
    }

    /// The encoding and the separator of a CSV file.
    struct CSVForm: Sendable {
        let encoding: TextEncoding
        let separator: CSVSeparator
    }

    /// A sheet that holds none that were recognised.
    public struct LeftOut: Sendable {
        public enum Reason: String, Sendable {
            case empty
            case hidden
            case noHeading = "no_heading"
        }
        public let place: Place
        public let reason: Reason
    }

    /// In order of recording.
    public let sources: [Source]
    public let leftOut: [LeftOut]
    public let vocabulary: Vocabulary

    /// - Throws: `IntakeFaults` with everything that was found wrong with files and headings; no row of data is read
    ///   before all headings are understood.
    /// - Complexity: O(files × sheets), and a pass over each CSV file whose encoding is not told.
    public init(paths: [String], options: Options, vocabulary: Vocabulary) throws(IntakeFaults) {
        var opening = IntakeOpening(options)
        for path in paths { opening.open(path) }
        guard opening.faults.isEmpty else { throw IntakeFaults(opening.faults) }
        self.vocabulary = vocabulary
        leftOut = opening.leftOut
        let order = Dictionary(
            uniqueKeysWithValues: HeadingWords.types.enumerated().map { ($0.element.type, $0.offset) })
        sources = opening.sources.enumerated().sorted {
            (order[$0.element.plan.type] ?? 0, $0.offset) < (order[$1.element.plan.type] ?? 0, $1.offset)
        }.map(\.element)
        if sources.isEmpty {
            throw IntakeFaults(
                leftOut.isEmpty
                    ? [.init(place: Place(path: paths.first ?? "", sheet: ""), .heading(.noHeading))]
                    : leftOut.map { .init(place: $0.place, .heading(.noHeading)) })
        }
    }

    /// The facts of all sheets from the beginning. Each call reads the files anew.
    /// - Parameter limit: the most facts that may come.
    public func rows(limit: Int = IntakeRows.limit) -> IntakeRows { IntakeRows(self, limit: limit) }

    /// The rows of a sheet as they stand, its headings too.
    /// - Throws: `IntakeFaults`.
    public func sheetRows(of source: Source) throws(IntakeFaults) -> any RowSource {
        try IntakeFaults.at(source.place) { () throws(SheetFault) in try source.open().rows(ofSheet: source.sheet) }
    }
}

/// What is wrong with files and headings, before any row is looked at.
public struct IntakeFaults: Error, Sendable {
    public struct Fault: Sendable {
        public enum Problem: Hashable, Sendable {
            case sheet(SheetFault)
            case heading(HeadingFault)
        }
        public let place: Intake.Place
        public let problem: Problem
        public init(place: Intake.Place, _ problem: Problem) {
            self.place = place
            self.problem = problem
        }
    }
    public let faults: [Fault]
    public init(_ faults: [Fault]) { self.faults = faults }

    /// What `body` gives; a fault of the sheet becomes one at its place.
    public static func at<Result>(
        _ place: Intake.Place, _ body: () throws(SheetFault) -> Result
    ) throws(IntakeFaults) -> Result {
        do throws(SheetFault) { return try body() } catch { throw IntakeFaults([.init(place: place, .sheet(error))]) }
    }
}
