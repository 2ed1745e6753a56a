import Intake
import Records

/// The facts of an import on their way into the ledger, counted by a meter.
final class MeteredRows: Sequence, IteratorProtocol {
    private let rows: IntakeRows
    private let meter: ProgressMeter
    private var count: Int64 = 0
    /// That somebody interrupted. The batch is then ended by a refusal, so that nothing of it is recorded.
    private(set) var fault: (any Error)?

    init(_ rows: IntakeRows, _ meter: ProgressMeter) {
        self.rows = rows
        self.meter = meter
    }

    func next() -> Result<Submission, Refusals>? {
        guard fault == nil else { return nil }
        count += 1
        if count % 512 == 0 {
            do { try meter.report(count) } catch {
                fault = error
                return .failure(Refusals([Refusal("", found: "", .notAnObject)]))
            }
        }
        guard let row = rows.next() else {
            meter.finish()
            return nil
        }
        return row
    }
}
