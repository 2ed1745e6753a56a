/// A chart that the spreadsheet program draws from cells.
public struct Chart: Sendable {
    public enum Kind: Sendable { case line, columns, bars }

    public struct Series: Sendable {
        public let name: String
        public let categories: CellRange
        public let values: CellRange
        /// 0xRRGGBB; nil: the program's own.
        public let colour: UInt32?
        public init(name: String, categories: CellRange, values: CellRange, colour: UInt32? = nil) {
            self.name = name
            self.categories = categories
            self.values = values
            self.colour = colour
        }
    }

    public let kind: Kind
    public let title: String
    /// The sheet that the cells are on.
    public let sheet: String
    public let series: [Series]
    public var valueTitle: String?
    /// The value axis's ends; nil: the program's choice.
    public var least: Int?
    public var most: Int?
    public var showsLegend = true
    /// Whether each mark bears its number.
    public var showsValues = false
    /// Whether the first category stands on top; for bars, which otherwise begin at the bottom.
    public var isReversed = false
    /// In pixels.
    public var width = 720
    public var height = 360

    public init(_ kind: Kind, title: String, sheet: String, series: [Series]) {
        self.kind = kind
        self.title = title
        self.sheet = sheet
        self.series = series
    }
}
