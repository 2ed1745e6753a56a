import Accounts
import ArgumentParser
import Audits
import Foundation
import Ledger
import Records
import Reports

/// The files that `verify` checks, and by whose keys.
struct ProofOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp(words("核对检查点；可给多个", "Check a checkpoint; may be repeated."), valueName: "file"))
    var checkpoint: [String] = []

    @Option(name: .long, help: ArgumentHelp(words("核对回执；可给多个", "Check a receipt; may be repeated."), valueName: "file"))
    var receipt: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            words("核对 prove --month 的一行证明；可给多个", "Check the proof of a closed month's line; may be repeated."),
            valueName: "file"))
    var line: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(words("核对 prove 的证明；可给多个", "Check a proof of prove; may be repeated."), valueName: "file"))
    var proof: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            words(
                "账本的公钥，或存有它的文件；默认取账本的私钥文件", "The ledger's public key, or a file with it; by default from its key file."),
            valueName: "key"))
    var vkey: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            words("见证人的公钥，或存有它的文件；可给多个", "A witness's public key, or a file with it; may be repeated."),
            valueName: "key"))
    var witness: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            words("至少要几个见证人签名，默认全部", "How many of the witnesses must have signed; all by default."), valueName: "k"))
    var minCosigners: Int?

    @OptionGroup var key: KeyOptions

    var isEmpty: Bool { checkpoint.isEmpty && receipt.isEmpty && line.isEmpty && proof.isEmpty }

    func validate() throws {
        if let minCosigners, !(0...witness.count).contains(minCosigners) {
            throw ValidationError(
                words(
                    "--min-cosigners 应为 0 至 \(witness.count)，即 --witness 的个数",
                    "--min-cosigners is 0 to \(witness.count), the number of --witness"))
        }
        if isEmpty, !witness.isEmpty {
            throw ValidationError(
                words(
                    "--witness 要与 --checkpoint、--receipt、--line 或 --proof 同用",
                    "--witness goes with --checkpoint, --receipt, --line or --proof"))
        }
    }

    /// Reads every file and checks what can be checked without a ledger.
    func checks(ledger: LedgerOptions) throws -> [ProofCheck] {
        guard !isEmpty else { return [] }
        let witnesses =
            witness.isEmpty
            ? nil
            : try Witnesses(
                witness.map { try ProofDesk.verifierKey($0, option: "--witness") },
                required: minCosigners ?? witness.count)
        let verifier = try verifierKey(of: ledger)
        func check(_ path: String, _ content: ([UInt8]) throws -> ProofCheck.Content) throws -> ProofCheck {
            let bytes = try ProofDesk.read(path)
            return try ProofDesk.speaking(of: path) {
                try ProofCheck.offline(content(bytes), file: path, key: verifier, witnesses: witnesses)
            }
        }
        return try checkpoint.map { try check($0) { .checkpoint(try SignedCheckpoint($0)) } }
            + receipt.map { try check($0) { .receipt(try RecordReceipt($0)) } }
            + line.map { try check($0) { .line(try LineProof($0)) } }
            + proof.map { try check($0) { .history(try HistoryProof($0)) } }
    }

    /// The ledger's public key: given, or of its key file; nil where there is neither.
    func verifierKey(of ledger: LedgerOptions) throws -> VerifierKey? {
        if let vkey { return try ProofDesk.verifierKey(vkey, option: "--vkey") }
        let file = key.file(of: ledger)
        return file.exists ? try ProofDesk.speaking(of: file.path) { try file.read() }.verifier(.note) : nil
    }
}

extension Office {
    /// What this ledger says to a file that was checked.
    func standing(of check: ProofCheck, progress: @escaping (Int64) throws -> Void) throws -> ProofCheck {
        var faults: [HistoryFault] = []
        var later: [Int64] = []
        func compare(_ receipt: RecordReceipt) throws {
            faults = try self.compare(with: receipt, progress: progress)
            later = try events(after: receipt)
        }
        switch check.content {
        case .receipt(let receipt): try compare(receipt)
        case .line(let proof): try compare(proof.receipt)
        case .checkpoint, .history:
            for checkpoint in check.content.checkpoints {
                if let fault = try self.compare(with: checkpoint.checkpoint, progress: progress) {
                    faults.append(fault)
                }
            }
        }
        let size = check.content.checkpoints.last?.checkpoint.size ?? 0
        return check.compared(faults.isEmpty ? .holds(events: size, later: later) : .differs(faults))
    }
}
