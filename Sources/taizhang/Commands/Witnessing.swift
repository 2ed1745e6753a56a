import ArgumentParser
import Foundation
import Ledger
import Reports

struct Keygen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keygen",
        abstract: words("为见证人（乡镇）新建密钥，打印见证公钥。", "Make a witness's key and print its public part."),
        discussion: words(
            "例：taizhang keygen changxing/jiapu -o jiapu.key", "Example: taizhang keygen changxing/jiapu -o jiapu.key"))

    @Argument(
        help: ArgumentHelp(
            words("见证人的名称，不含空格和加号", "The witness's name, without spaces and plus signs."), valueName: "name"))
    var name: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(words("私钥文件（新建，权限 0600）", "The private key's file, made with mode 0600."), valueName: "file")
    )
    var output: String?

    @Option(
        name: .long,
        help: ArgumentHelp(words("打印已有私钥文件的见证公钥", "Print the public part of a key that is there."), valueName: "file"))
    var show: String?

    @Option(name: .long, help: ArgumentHelp(words("语言", "Language."), valueName: "zh|en"))
    var lang: Language?

    func validate() throws {
        let makes = name != nil && output != nil && show == nil
        let shows = name == nil && output == nil && show != nil
        guard makes || shows else {
            throw ValidationError(
                words("应为：keygen 名称 -o 文件，或 keygen --show 文件", "either: keygen NAME -o FILE, or: keygen --show FILE"))
        }
    }

    func run() throws {
        try ProofDesk.run {
            let key: SigningKey
            if let show {
                key = try ProofDesk.speaking(of: show) { try KeyFile(path: show).read() }
            } else {
                key = try KeyFile(path: output ?? "").make(name: try KeyName(name ?? ""))
                Surroundings.tell(
                    words(
                        "私钥在 \(Terminal.safe(output ?? ""))，不要外传；下面是见证公钥\n",
                        "the private key is in \(Terminal.safe(output ?? "")), keep it to yourself; the public one "
                            + "follows\n"))
            }
            Surroundings.write(key.verifier(.cosignature).description + "\n")
        }
    }
}

struct Cosign: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cosign",
        abstract: words("见证：在检查点上加签，证明此时见过它。", "Cosign a checkpoint as a witness: that it was seen at this time."),
        discussion: words(
            """
            给出 --vkey 就先核对账本的签名；给出 --proof 就先核对从自己上次签过的检查点到这个检查点只增不改。
            例：taizhang cosign 2020-06.checkpoint --key jiapu.key --vkey '…' --proof 2020-05-to-06.json
            """,
            """
            With --vkey the ledger's signature is checked first; with --proof, that history only grew since the
            checkpoint that this witness signed before.
            Example: taizhang cosign 2020-06.checkpoint --key jiapu.key --vkey '…' --proof 2020-05-to-06.json
            """))

    @Argument(
        help: ArgumentHelp(words("检查点文件，- 为标准输入", "A checkpoint, or - for standard input."), valueName: "checkpoint"))
    var checkpoint: String

    @Option(name: .long, help: ArgumentHelp(words("见证人的私钥文件", "The witness's private key."), valueName: "file"))
    var key: String

    @Option(
        name: .long,
        help: ArgumentHelp(words("署名，默认私钥中的名称", "The name to sign with; the key's by default."), valueName: "name"))
    var name: String?

    @Option(
        name: .long,
        help: ArgumentHelp(words("账本的公钥，或存有它的文件", "The ledger's public key, or a file with it."), valueName: "key"))
    var vkey: String?

    @Option(
        name: .long,
        help: ArgumentHelp(words("从上次签过的检查点起的证明", "A proof from the checkpoint signed last time."), valueName: "file"))
    var proof: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(words("输出文件，默认标准输出", "Where to; standard output by default."), valueName: "file"))
    var output: String?

    @Option(name: .long, help: ArgumentHelp(words("语言", "Language."), valueName: "zh|en"))
    var lang: Language?

    func run() throws {
        try ProofDesk.run {
            let signed = try ProofDesk.checkpoint(checkpoint)
            var signing = try ProofDesk.speaking(of: key) { try KeyFile(path: key).read() }
            if let name { signing = try signing.renamed(KeyName(name)) }
            if let vkey {
                let log = try ProofDesk.verifierKey(vkey, option: "--vkey")
                try ProofDesk.speaking(of: checkpoint) { try signed.verify(by: log) }
            } else {
                Surroundings.tell(
                    words(
                        "注意：没有给出 --vkey，账本自己的签名未核对\n",
                        "note: without --vkey the ledger's own signature was not checked\n"))
            }
            if let proof { try check(proof, against: signed, by: signing.verifier(.cosignature)) }
            let seconds = Surroundings.now().milliseconds / 1000
            try ProofDesk.write(try signed.cosigned(by: signing, at: max(0, seconds)).bytes, to: output)
        }
    }

    /// A witness signs what continues the checkpoint that it signed before, and nothing else.
    private func check(_ path: String, against signed: SignedCheckpoint, by key: VerifierKey) throws {
        let bytes = try ProofDesk.read(path)
        try ProofDesk.speaking(of: path) {
            let proof = try HistoryProof(bytes)
            try proof.verify()
            _ = try proof.from.note.cosignature(of: key)
            guard proof.to.checkpoint == signed.checkpoint else {
                throw Desk.Complaint(
                    words(
                        "\(Terminal.safe(path))：证明不是到这个检查点的；请重新索取",
                        "\(Terminal.safe(path)): the proof leads to another checkpoint; ask for the right one"))
            }
        }
    }
}
