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

    /// What became of a closed month's file.
    enum Published {
        case written
        /// The file was there.
        case standing
        /// Another file was there: not the one that the ledger makes.
        case foreign
    }

    /// Writes a closed month's file. A file that is there already is never changed.
    /// - Throws: `Desk.Complaint` where it can't be written; what `key` throws.
    func publish(_ snapshot: Snapshot, scheme: JSON, key: () throws -> SigningKey) throws -> Published {
        let file = url(of: snapshot)
        if FileManager.default.fileExists(atPath: file.path) {
            guard let data = try? Data(contentsOf: file) else { return .foreign }
            return snapshot.fault(of: Array(data), scheme: scheme, key: nil) == nil ? .standing : .foreign
        }
        let signed = try SignedCheckpoint(size: snapshot.known.size, root: snapshot.known.root, signedBy: key())
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(snapshot.file(scheme: scheme, checkpoint: signed)).write(to: file, options: .atomic)
        } catch {
            let month = snapshot.month?.description ?? ""
            throw Desk.Complaint(
                words(
                    "写不了 \(Terminal.safe(file.path))；\(month) 账已封（第 \(snapshot.edition) 版），检查路径和权限后重新执行 close 即可补写",
                    "cannot write \(Terminal.safe(file.path)); \(month) is closed (edition \(snapshot.edition)), run close again "
                        + "when the path is mended"),
                code: Desk.inputOutput)
        }
        return .written
    }

    /// That another file stands where a closed month's is to be.
    func foreign(_ snapshot: Snapshot) -> Desk.Complaint {
        let file = Terminal.safe(url(of: snapshot).path)
        let month = snapshot.month?.description ?? ""
        return Desk.Complaint(
            words(
                "\(file) 是别的文件，不是账本的 \(month) 第 \(snapshot.edition) 版；该版已在账上，但没有公布：把这个文件移走，再执行 close 即可补写",
                "\(file) is another file, not edition \(snapshot.edition) of \(month) as the ledger makes it; the edition is in the "
                    + "ledger and not published: move the file away and run close again"))
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
