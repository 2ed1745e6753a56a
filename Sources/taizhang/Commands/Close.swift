import Accounts
import ArgumentParser
import Audits
import Foundation
import Ledger
import Records
import Reports

struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: words("封账：把一个月的得分表定下来、签名、公布成文件。", "Close a month: fix its table, sign it, publish it as a file."),
        discussion: words(
            """
            更正之后可再封，成为第二版；第一版原样保留。
            例：taizhang close 2020-06
            """,
            """
            Closing again after corrections makes a second edition; the first stays.
            Example: taizhang close 2020-06
            """))

    @Argument(help: ArgumentHelp(words("月份", "A month."), valueName: "YYYY-MM"))
    var month: CivilMonth
    @OptionGroup var folder: SnapshotOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        try ProofDesk.run {
            let office = try Desk.office(ledger)
            let folder = folder.folder(of: ledger)
            // Files that an earlier closing could not write are written first.
            var late: Snapshot?
            for (snapshot, scheme, _) in try office.snapshots() {
                switch try publish(snapshot, scheme, folder) {
                case .written where snapshot.month == month: late = snapshot
                case .foreign where snapshot.month == month: throw folder.foreign(snapshot)
                // Another month's is no reason not to close this one.
                case .foreign: Surroundings.tell(words("注意：", "note: ") + folder.foreign(snapshot).text + "\n")
                case .written, .standing: break
                }
            }
            // The key before the closing: a month that is closed must not wait for a key that can't be read.
            let signer = try key.signingKey(of: ledger)
            let snapshot: Snapshot
            do { snapshot = try office.close(month, today: Surroundings.today(), actor: actor.name) } catch let fault
                as ClosingFault
            {
                // The month is closed as it is, and what was left to do is done: its file is there now.
                guard case .unchanged = fault, let late else { throw fault }
                return report(late, at: folder)
            }
            let scheme = try office.read { _, books in
                try books.schemeText(on: snapshot.table.on, known: snapshot.known.size)
            }
            if case .foreign = try folder.publish(snapshot, scheme: scheme, key: { signer }) {
                throw folder.foreign(snapshot)
            }
            report(snapshot, at: folder)
        }
    }

    /// Writes the file of an earlier closing.
    /// - Throws: `Desk.Complaint`, which says that nothing was closed now.
    private func publish(_ snapshot: Snapshot, _ scheme: JSON, _ folder: SnapshotFolder) throws
        -> SnapshotFolder.Published
    {
        do { return try folder.publish(snapshot, scheme: scheme) { try key.signingKey(of: ledger) } } catch let fault
            as Desk.Complaint where snapshot.month != month
        {
            throw Desk.Complaint(
                fault.text + words("；\(month) 这次没有封账", "; \(month) was not closed"), code: fault.code)
        }
    }

    private func report(_ snapshot: Snapshot, at folder: SnapshotFolder) {
        let path = folder.url(of: snapshot).path
        let shown = Terminal.safe(path)
        switch output.format {
        case .json:
            Desk.print(
                .members([
                    .init("month", .string(month.description)), .init("edition", .integer(Int64(snapshot.edition))),
                    .init("known", snapshot.known.json), .init("seq", .integer(snapshot.closing.seq)),
                    .init("table_sha256", snapshot.closing.data["table_sha256"] ?? .null),
                    .init("file", .string(path)),
                ]))
        case .table, .csv:
            Surroundings.write(
                words(
                    "\(month) 已封账，第 \(snapshot.edition) 版：入账第 \(snapshot.closing.seq) 条，依据前 \(snapshot.known.size) 条\n\(shown)\n",
                    "\(month) closed, edition \(snapshot.edition): event \(snapshot.closing.seq), over the first \(Language.plural(snapshot.known.size, "event"))\n\(shown)\n"
                ))
        }
    }
}
