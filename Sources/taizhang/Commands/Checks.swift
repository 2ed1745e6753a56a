import Accounts
import ArgumentParser
import Ledger
import Reports

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: words("核验：逐条核对事件、树和所有派生表。", "Check every event, the tree and every derived table."))

    @Option(
        name: .long,
        help: ArgumentHelp(words("应有的树根(base64)", "The root that it must have, base64."), valueName: "root"))
    var root: String?
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        try Desk.run {
            let office = try Desk.office(ledger, readOnly: true)
            let meter = ProgressMeter(words("核验", "verifying"), total: nil)
            let (head, faults) = try office.verify(progress: meter.report)
            let differs = root.map { $0 != head.root.base64 } ?? false
            switch output.format {
            case .json:
                Desk.print(
                    .members([
                        .init("head", head.json), .init("valid", .boolean(faults.isEmpty && !differs)),
                        .init("faults", .array(faults.map { .string(FaultWords(words).words($0)) })),
                    ]))
            case .table, .csv:
                for fault in faults { Surroundings.tell(FaultWords(words).words(fault) + "\n") }
                if differs {
                    Surroundings.tell(
                        words(
                            "树根是 \(head.root.base64),与给出的不同\n", "the root is \(head.root.base64), not the one given\n"))
                }
                if faults.isEmpty, !differs {
                    Surroundings.write(
                        words(
                            "核验无误：\(head.size) 条，树根 \(head.root.base64)\n",
                            "verified: \(head.size) events, root \(head.root.base64)\n"))
                }
            }
            if !faults.isEmpty || differs { throw Desk.refused }
        }
    }
}

struct Rebuild: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: words("重建所有派生表(登记表、余额);事件不动。", "Make every derived table anew from the events."))

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        try Desk.run {
            let office = try Desk.office(ledger)
            let meter = ProgressMeter(words("重建", "rebuilding"), total: nil)
            let head = try office.rebuild(progress: meter.report)
            switch output.format {
            case .json: Desk.print(.members([.init("rebuilt", .integer(head.size)), .init("head", head.json)]))
            case .table, .csv:
                Surroundings.write(words("重建完成：\(head.size) 条\n", "rebuilt from \(head.size) events\n"))
            }
        }
    }
}
