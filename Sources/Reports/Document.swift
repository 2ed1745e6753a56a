import Ledger

/// A page as it goes to Markdown, HTML or a spreadsheet: a title, what is known, sections with tables. Texts are as the
/// ledger has them; whoever writes a format makes them safe for it.
public struct Document: Sendable {
    /// A line of the head: `known  6937 events …`.
    public struct Fact: Sendable {
        public let label: String
        public let value: String
        public init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }

    public struct Section: Sendable {
        public var heading: String
        public var paragraphs: [String] = []
        public var table: TextTable?
        /// Drawn from the table.
        public var figure: Figure?
        public var notes: [String] = []
        /// Whether the table is too broad for an upright page.
        public var isBroad = false
        public init(_ heading: String, table: TextTable? = nil, notes: [String] = []) {
            self.heading = heading
            self.table = table
            self.notes = notes
        }
    }

    /// A picture of a table's numbers.
    public enum Figure: Sendable {
        /// A line a row, over the columns; their titles are the categories.
        case lines(columns: ClosedRange<Int>)
        /// A bar a row: the first column's value, on the way to those of the further columns, the last of which is the
        /// whole.
        case bars(columns: ClosedRange<Int>)
    }

    public var title: String
    /// Stands above the title: who issues the page.
    public var issuer: String?
    public var facts: [Fact] = []
    /// What the first printed page and the first sheet hold, whole; the other sections begin on a page of their own.
    /// Whoever makes it answers for its fitting a page: texts cut, lists of a bounded length.
    public var cover: [Section] = []
    public var sections: [Section] = []
    /// The cover's sections and the others.
    public var everySection: [Section] { cover + sections }
    /// Stands on the foot of every printed page.
    public var footer = ""
    /// What is known ends here; files that bear a date bear this one.
    public var time: Instant?
    public let language: Language

    public init(_ title: String, language: Language) {
        self.title = title
        self.language = language
    }

    /// The answer to a question about a day: says first for which day it is, and what was known.
    /// - Parameter months: the months of the year that are counted; nil where none are.
    init(_ title: String, on day: CivilDate, months: Int? = nil, head: LogHead, language: Language) {
        self.init(title, language: language)
        facts = PageHead(title: "", on: day, months: months, head: head, language: language).facts
        time = head.recordedAt
    }
}
