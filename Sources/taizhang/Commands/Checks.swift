import Accounts
import ArgumentParser
import Foundation
import Ledger
import Reports

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: words("核验：逐条核对事件、树和所有派生表。", "Check every event, the tree and every derived table."),
        discussion: words(
            """
            给出检查点、回执或证明就核对它们；没有账本也能核对签名和证明，有账本就再与账本比对。
            例：taizhang verify --receipt 回执.json --vkey '…'
                taizhang verify --line 夹浦镇-2020-06.json --vkey '…'
                taizhang verify --checkpoint 2020-06.checkpoint --witness '…' --witness '…' --min-cosigners 2
            """,
            """
            With checkpoints, receipts or proofs it checks those: signatures and proofs without a ledger too, and where
            there is a ledger against it.
            Example: taizhang verify --receipt receipt.json --vkey '…'
                     taizhang verify --line jiapu-2020-06.json --vkey '…'
                     taizhang verify --checkpoint 2020-06.checkpoint --witness '…' --witness '…' --min-cosigners 2
            """))

    @Option(
        name: .long,
        help: ArgumentHelp(words("应有的树根（base64）", "The root that it must have, base64."), valueName: "root"))
    var root: String?
    @OptionGroup var proofs: ProofOptions
    @OptionGroup var folder: SnapshotOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { try output.checkNoCSV("verify") }

    /// Files with proofs can be checked where there is no ledger; anything else, or a ledger named, needs it.
    private var needsLedger: Bool {
        proofs.isEmpty || root != nil || ledger.ledger != nil || Surroundings.environment["TAIZHANG_LEDGER"] != nil
            || FileManager.default.fileExists(atPath: ledger.path)
    }

    func run() throws {
        try ProofDesk.run {
            var checks = try offlineChecks()
            guard needsLedger else { return try report(checks, nil) }
            Interruption.watch()
            let office = try Desk.office(ledger, readOnly: true)
            let found = try verify(office)
            let meter = ProgressMeter(words("与账本比对", "comparing with the ledger"))
            checks = try checks.map { try office.standing(of: $0, progress: meter.report) }
            meter.finish()
            let published =
                found.faults.isEmpty
                ? try folder.folder(of: ledger).check(office, key: try? proofs.verifierKey(of: ledger)) : ([], 0)
            try report(checks, found, published: published)
        }
    }

    private func verify(_ office: Office) throws -> (head: LogHead, faults: [Office.Fault]) {
        let meter = ProgressMeter(words("核验", "verifying"), total: try office.log.read { min($0.size, .max / 2) } * 2)
        defer { meter.finish() }
        return try office.verify(progress: meter.report)
    }

    /// What does not even hold by itself is told in JSON too, for programs that read it.
    private func offlineChecks() throws -> [ProofCheck] {
        do { return try proofs.checks(ledger: ledger) } catch let complaint as Desk.Complaint {
            if output.format == .json {
                Desk.print(
                    .members([.init("valid", .boolean(false)), .init("faults", .array([.string(complaint.text)]))]))
            }
            throw complaint
        }
    }

    private func report(
        _ checks: [ProofCheck], _ ledger: (head: LogHead, faults: [Office.Fault])?,
        published: (faults: [String], files: Int) = ([], 0)
    ) throws {
        let page = ProofPage(checks, language: words)
        var faults = ledger?.faults.map { FaultWords(words).words($0) } ?? []
        faults += page.faultTexts + published.faults
        let head = ledger?.head
        let differs = head.map { head in root.map { $0 != head.root.base64 } ?? false } ?? false
        switch output.format {
        case .json:
            var members: [JSON.Member] = [
                .init("valid", .boolean(faults.isEmpty && !differs)),
                .init("faults", .array(faults.map { .string($0) })),
            ]
            if let head { members.append(.init("head", head.json)) }
            if published.files > 0 { members.append(.init("snapshots", .integer(Int64(published.files)))) }
            if !checks.isEmpty { members.append(.init("checks", page.json())) }
            Desk.print(.members(members))
        case .table, .csv:
            Surroundings.write(page.text())
            for fault in faults { Surroundings.tell(fault + "\n") }
            if differs, let head {
                Surroundings.tell(
                    words(
                        "树根是 \(head.root.base64)，与给出的不同\n", "the root is \(head.root.base64), not the one given\n"))
            }
            if faults.isEmpty, !differs, let head {
                Surroundings.write(
                    words(
                        "核验无误：\(head.size) 条，树根 \(head.root.base64)\n",
                        "verified: \(Language.plural(head.size, "event")), root \(head.root.base64)\n"))
                if published.files > 0 {
                    Surroundings.write(
                        words("已公布的 \(published.files) 份封账文件相符\n", "\(published.files) published months agree\n"))
                }
            }
        }
        if !faults.isEmpty || differs { throw Desk.refused }
    }
}

struct Rebuild: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: words("重建所有派生表（登记表、余额）；事件不动。", "Make every derived table anew from the events."),
        discussion: words("例：taizhang rebuild", "Example: taizhang rebuild"))

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        try Desk.run {
            Interruption.watch()
            let office = try Desk.office(ledger)
            let meter = ProgressMeter(words("重建", "rebuilding"), total: try office.log.read { $0.size })
            let head = try office.rebuild(progress: meter.report)
            meter.finish()
            switch output.format {
            case .json: Desk.print(.members([.init("rebuilt", .integer(head.size)), .init("head", head.json)]))
            case .table, .csv:
                Surroundings.write(
                    words("重建完成：\(head.size) 条\n", "rebuilt from \(Language.plural(head.size, "event"))\n"))
            }
        }
    }
}
