import Ledger
import Records

/// The submissions of a file, one JSON object a line, decoded and prepared one chunk ahead. Empty lines are passed over.
final class SubmissionLines: Sequence, IteratorProtocol {
    private typealias Row = (line: Int, submission: Result<PreparedSubmission, Refusals>)

    private let chunks: Ahead<LineChunk, [Row]>
    private let meter: ProgressMeter
    private var rows: [Row] = []
    private var at = 0
    private var fault: (any Error)?
    /// The line of each row that is not the row's own number: from the first empty line on.
    private var lines: [Int] = []
    private var equal = 0

    /// - Parameters:
    ///   - actor: who submits where a line does not say.
    ///   - today: the day of the recording.
    init(_ reader: LineReader, actor: String, today: CivilDate, title: String) {
        meter = ProgressMeter(title) { _ in reader.share }
        chunks = Ahead(
            { try reader.chunk() },
            decode: { chunk in
                var rows: [Row] = []
                var line = chunk.first
                chunk.eachLine { bytes in
                    if !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) {
                        rows.append(
                            (
                                line,
                                Submission.read(bytes).map { PreparedSubmission($0, actor: actor, today: today) }
                            ))
                    }
                    line += 1
                }
                return rows
            })
    }

    func next() -> Result<PreparedSubmission, Refusals>? {
        // Ended already, by the refusal that stands for what went wrong.
        guard fault == nil else { return nil }
        do {
            while at == rows.count {
                rows = []
                at = 0
                guard let more = try chunks.next() else {
                    meter.finish()
                    return nil
                }
                rows = more
                if let first = more.first { try meter.report(Int64(first.line)) }
            }
        } catch {
            fault = error
            // Ends the batch with a refusal, so that nothing of it is recorded.
            return .failure(Refusals([Refusal("", found: "", .notAnObject)]))
        }
        let row = rows[at]
        at += 1
        if lines.isEmpty, row.line == equal + 1 { equal += 1 } else { lines.append(row.line) }
        return row.submission
    }

    /// What reading the file failed with, or that it was interrupted.
    func throwFault() throws { if let fault { throw fault } }

    /// The file's line of a row of the batch, both counted from 1.
    func line(ofRow row: Int) -> Int { row <= equal ? row : lines[row - equal - 1] }
}
