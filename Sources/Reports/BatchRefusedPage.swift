import Accounts

/// A batch refused whole, a fault a line.
public struct BatchRefusedPage: Sendable {
    private let refused: BatchRefused
    private let words: FaultWords

    public init(_ refused: BatchRefused, _ words: FaultWords) {
        self.refused = refused
        self.words = words
    }

    /// Lines `place:row field: …` and, last, how many rows were refused. Ends without a line feed.
    /// - Parameters:
    ///   - place: the file's name; empty for what was typed or piped in.
    ///   - firstRow: the number that the file gives to the batch's first submission, e.g. 2 below a header.
    public func text(place: String, firstRow: Int = 1) -> String {
        let language = words.language
        let lines = refused.faults.map { fault in
            let row = fault.row + firstRow - 1
            // A single submission that was typed in has no row to look for.
            let prefix =
                !place.isEmpty
                ? "\(Terminal.safe(place)):\(row) "
                : refused.rows == 1 ? "" : language("第 \(row) 行 ", "row \(row) ")
            return prefix + words.words(fault)
        }
        let bad = refused.refusedRows
        let rest =
            refused.omitted == 0
            ? [] : [language("另有 \(refused.omitted) 处错误未列出", "\(refused.omitted) more faults are not listed")]
        let last =
            refused.rows == 1
            ? language("已退回，未入账", "refused, nothing recorded")
            : language(
                "\(refused.rows) 行中有 \(bad) 行被退回，全部未入账", "\(bad) of \(refused.rows) rows refused, nothing recorded")
        return (lines + rest + [last]).joined(separator: "\n")
    }
}
