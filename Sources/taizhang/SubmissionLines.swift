import Ledger
import Records

/// The submissions of a file, one JSON object a line, read as they are asked for. Empty lines are passed over.
final class SubmissionLines: Sequence, IteratorProtocol {
    private let reader: LineReader
    private let meter: ProgressMeter
    private var fault: (any Error)?
    /// The line of each row; kept only from the first empty line on, before which they are equal.
    private var lines: [Int] = []
    private var equal = 0

    init(_ reader: LineReader, title: String) {
        self.reader = reader
        meter = ProgressMeter(title, total: nil)
    }

    func next() -> Result<Submission, Refusals>? {
        do {
            while true {
                let found = try reader.next { bytes -> Result<Submission, Refusals>? in
                    bytes.allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 } ? nil : Submission.read(bytes)
                }
                guard let line = found else { return nil }
                guard let submission = line else { continue }
                if lines.isEmpty, reader.line == equal + 1 { equal += 1 } else { lines.append(reader.line) }
                if reader.line % 4096 == 0 { meter.report(Int64(reader.line)) }
                return submission
            }
        } catch {
            fault = error
            // Ends the batch with a refusal, so that nothing of it is recorded.
            return .failure(Refusals([Refusal("", found: "", .notAnObject)]))
        }
    }

    /// What reading the file failed with.
    func throwFault() throws { if let fault { throw fault } }

    /// The file's line of a row of the batch, both counted from 1.
    func line(ofRow row: Int) -> Int { row <= equal ? row : lines[row - equal - 1] }
}
