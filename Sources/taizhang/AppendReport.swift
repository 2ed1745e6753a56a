import Accounts
import Ledger
import Records
import Reports

/// What became of a batch, on the terminal.
struct AppendReport {
    private let page: ReceiptPage
    private let output: OutputOptions

    init(_ receipt: Receipt, _ output: OutputOptions, dryRun: Bool = false) {
        page = ReceiptPage(receipt, language: words, isRehearsal: dryRun)
        self.output = output
    }

    func print() {
        switch output.format {
        case .json: Desk.print(page.json())
        case .table, .csv: Surroundings.write(page.text())
        }
    }

    /// Tells every fault of a refused batch and ends with code 1.
    /// - Parameter place: the file; nil for a single submission.
    static func refuse(
        _ refused: BatchRefused, place: String?, _ townships: [Scheme.Township], isJSON: Bool
    ) throws -> Never {
        let faults = FaultWords(words, townships: townships)
        if isJSON {
            var members: [JSON.Member] = [
                .init("refused", faults.json(refused)), .init("rows", .integer(Int64(refused.rows))),
            ]
            if refused.omitted > 0 { members.append(.init("omitted", .integer(Int64(refused.omitted)))) }
            Desk.print(.members(members))
        }
        Surroundings.tell(BatchRefusedPage(refused, faults).text(place: place ?? "") + "\n")
        throw Desk.refused
    }
}
