import Accounts
import ArgumentParser
import Audits
import Foundation
import Ledger
import Reports

/// The folder in which closed months are published: beside the ledger where nothing else is said.
struct SnapshotOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            words("封账文件夹，默认账本旁的 snapshots", "The folder of closed months; snapshots beside the ledger by default."),
            valueName: "folder"))
    var snapshots: String?

    func folder(of ledger: LedgerOptions) -> SnapshotFolder {
        let beside = URL(fileURLWithPath: ledger.path).deletingLastPathComponent().appendingPathComponent("snapshots")
        return SnapshotFolder(url: snapshots.map { URL(fileURLWithPath: $0) } ?? beside)
    }
}

struct SnapshotFolder {
    let url: URL

    func url(of snapshot: Snapshot) -> URL { url.appendingPathComponent(snapshot.path) }

    /// Writes a closed month's file. A file that is there already is never changed.
    /// - Returns: false where the file was there.
    @discardableResult
    func publish(_ snapshot: Snapshot, scheme: JSON, key: () throws -> SigningKey) throws -> Bool {
        let file = url(of: snapshot)
        guard !FileManager.default.fileExists(atPath: file.path) else { return false }
        let signed = try SignedCheckpoint(size: snapshot.known.size, root: snapshot.known.root, signedBy: key())
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(snapshot.file(scheme: scheme, checkpoint: signed)).write(to: file, options: .atomic)
        } catch {
            throw Desk.Complaint(
                words(
                    "写不了 \(file.path)；账已封，检查路径和权限后重新执行 close 即可补写",
                    "cannot write \(file.path); the month is closed, run close again when the path is mended"),
                code: Desk.inputOutput)
        }
        return true
    }

    /// Holds every published file against the ledger.
    /// - Returns: the faults in words, and how many files were checked.
    func check(_ office: Office, key: VerifierKey?) throws -> (faults: [String], files: Int) {
        var faults: [String] = []
        var files = 0
        let spoken = FaultWords(words)
        for closing in try office.closings() {
            switch closing {
            case .ofNothing(let seq):
                faults.append(
                    words(
                        "第 \(seq) 条封账：按其所说的已入账事件，没有生效的计分方案，得分表无从重算",
                        "event \(seq), a closing: no scheme is in force for what it says was known, so that its table can't "
                            + "be made anew"))
            case .snapshot(let snapshot, let scheme, let isTrue):
                if !isTrue {
                    let month = snapshot.closing.data["month"]?.text ?? ""
                    faults.append(
                        words(
                            "第 \(snapshot.closing.seq) 条封账 \(month)：账本重算的得分表与封账时不符",
                            "event \(snapshot.closing.seq), closing \(month): the table made anew is not the one that was "
                                + "closed"))
                }
                let file = url(of: snapshot)
                guard let data = try? Data(contentsOf: file) else { continue }
                files += 1
                if let fault = snapshot.fault(of: Array(data), scheme: scheme, key: key) {
                    faults.append(spoken.words(fault, file: file.lastPathComponent))
                }
            }
        }
        return (faults, files)
    }
}
