import Accounts
import Ledger
import Records
import Reports

/// What became of a batch, on the terminal.
struct AppendReport {
    private let page: ReceiptPage
    private let output: OutputOptions

    init(_ receipt: Receipt, _ output: OutputOptions, dryRun: Bool = false, single: Bool = false) {
        page = ReceiptPage(receipt, dryRun: dryRun, single: single)
        self.output = output
    }

    func print() throws {
        switch output.format {
        case .json: Desk.print(page.json())
        case .csv: Surroundings.write(page.csv())
        case .table: Surroundings.write(page.text(words))
        }
    }

    /// Tells every fault of a refused batch and ends with code 1.
    /// - Parameter place: the file; nil for a single submission.
    static func refuse(
        _ refused: BatchRefused, place: String?, _ townships: [Scheme.Township], _ output: OutputOptions
    ) throws -> Never {
        let faults = FaultWords(words, townships: townships)
        if output.format == .json {
            Desk.print(
                .members([.init("refused", faults.json(refused)), .init("rows", .integer(Int64(refused.rows)))]))
        }
        if let place {
            Surroundings.tell(BatchRefusedPage(refused, faults).text(place: place))
        } else {
            for fault in refused.faults { Surroundings.tell(faults.words(fault.refusal) + "\n") }
            Surroundings.tell(words("未入账\n", "Nothing recorded.\n"))
        }
        throw Desk.refused
    }
}
