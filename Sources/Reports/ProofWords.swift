import Accounts
import Audits
import Ledger
import Records

/// Words for keys, notes, checkpoints and proofs: where, what was found, what is allowed, how to mend it.
extension FaultWords {
    /// An error of the proofs in words; nil for any other.
    public func proofWords(for error: any Error) -> String? {
        switch error {
        case let error as KeyFault: words(error)
        case let error as NoteFault: words(error)
        case let error as CheckpointFault: words(error)
        case let error as ProofFault: words(error)
        case let error as ProofFileFault: words(error)
        case let error as WitnessFault: words(error)
        case let error as HistoryFault: words(error)
        case let error as LineProofFault: words(error)
        case let error as NoSuchLine: words(error)
        default: nil
        }
    }

    func words(_ fault: KeyFault) -> String {
        switch fault {
        case .name(let name):
            language(
                "名称“\(Terminal.safe(name))”不能用；应为：1 至 \(KeyName.lengthLimit) 字节，不含空格、加号和控制字符",
                "the name \"\(Terminal.safe(name))\" can't be used; allowed: 1 to \(KeyName.lengthLimit) bytes without "
                    + "spaces, plus signs and control characters")
        case .form:
            language(
                "不是密钥文本；应为：名称+8 位十六进制+base64（私钥前有 PRIVATE+KEY+）；请整行复制",
                "not the text of a key; allowed: name+8 hex digits+base64 (a private one behind PRIVATE+KEY+); copy the "
                    + "whole line")
        case .privateKey:
            language(
                "这里应填公钥，给的却是私钥；私钥不要外传，公钥用 \(CommandName.checkpoint) --vkey 打印",
                "a private key where a public one is asked for; keep it to yourself, \(CommandName.checkpoint) --vkey "
                    + "prints the public one")
        case .type(let type):
            language(
                "不认识的密钥类型 \(type)；本程序用 Ed25519：类型 1（签名）和 4（见证）",
                "unknown type of key \(type); this program knows Ed25519: type 1 (signing) and 4 (witness)")
        case .hash(let found, let expected):
            language(
                "密钥中的校验码是 \(Terminal.safe(found))，应为 \(expected)；多半抄错了，请重新复制",
                "the key's hash is \(Terminal.safe(found)), should be \(expected); most likely a slip, copy it again")
        case .bytes:
            language("密钥内容不是 32 字节的 Ed25519 密钥；请重新复制", "not an Ed25519 key of 32 bytes; copy it again")
        case .signing: language("签名失败；请重试", "signing failed; try again")
        }
    }

    func words(_ fault: NoteFault) -> String {
        switch fault {
        case .tooLong(let limit):
            language(
                "超过 \(limit) 字节；签名文本不会这么长，检查文件", "more than \(limit) bytes; no signed note is that long, check the file"
            )
        case .notUTF8:
            language("不是 UTF-8 文本；文件被改动或转过编码，请重新取得", "not UTF-8; the file was changed or converted, get it again")
        case .control(let byte):
            language(
                "第 \(byte) 字节是控制字符，只允许换行（LF）；文件可能被改成了 Windows 换行，请重新取得",
                "a control character at byte \(byte), only line feeds are allowed; the file may have got Windows line "
                    + "ends, get it again")
        case .noLineFeed:
            language("最后一行没有换行符，文件可能不完整；请重新取得", "the last line does not end, the file may be cut off; get it again")
        case .noSignatures:
            language(
                "没有空行和签名行；应为：正文、空行、签名行",
                "no empty line with signatures behind it; allowed: text, empty line, signatures")
        case .tooManySignatures(let limit):
            language("签名超过 \(limit) 行；删去不需要的签名行", "more than \(limit) signatures; take out those not needed")
        case .signatureLine(let line):
            language(
                "第 \(line) 行签名格式不对；应为：— 名称 base64", "signature line \(line) has not the form: — name base64")
        case .notSigned(let name):
            language(
                "没有 \(Terminal.safe(name.text)) 用这把密钥签的名；检查公钥，或向对方要签了名的文件",
                "not signed by \(Terminal.safe(name.text)) with this key; check the key, or ask for the signed file")
        case .wrongSignature(let name):
            language(
                "\(Terminal.safe(name.text)) 的签名不符：内容或签名被改动过；不要采信",
                "the signature of \(Terminal.safe(name.text)) is false: text or signature was changed; do not trust it")
        }
    }

    func words(_ fault: CheckpointFault) -> String {
        switch fault {
        case .note(let fault): words(fault)
        case .lines(let count):
            language(
                "正文只有 \(count) 行；检查点应有三行：来源、条数、树根", "\(count) lines of text; a checkpoint has three: origin, size, root"
            )
        case .origin: language("第一行（来源）是空的", "the first line, the origin, is empty")
        case .size(let found):
            language(
                "第二行（条数）是“\(Terminal.safe(found))”；应为不带前导零的十进制数",
                "the second line, the size, is \"\(Terminal.safe(found))\"; allowed: plain decimal without leading zeros"
            )
        case .root(let found):
            language(
                "第三行（树根）是“\(Terminal.safe(found))”；应为 32 字节的 base64，空账本则为空树的根",
                "the third line, the root, is \"\(Terminal.safe(found))\"; allowed: 32 bytes in base64, for an empty log "
                    + "the root of the empty tree")
        case .emptyLine: language("正文中有空行", "an empty line in the text")
        case .otherOrigin(let expected, let found):
            language(
                "来源是 \(Terminal.safe(found))，应为 \(Terminal.safe(expected))：是另一本账的检查点；检查文件和密钥",
                "the origin is \(Terminal.safe(found)), should be \(Terminal.safe(expected)): a checkpoint of another "
                    + "ledger; check file and key")
        }
    }

    func words(_ fault: ProofFault) -> String {
        switch fault {
        case .outside(let index, let size):
            language("\(size) 条的树中没有叶子 \(index)", "there is no leaf \(index) in a tree of \(size)")
        case .order(let from, let to):
            language(
                "旧的有 \(from) 条，新的只有 \(to) 条", "the older one has \(Language.plural(from, "event")), the newer one \(to)"
            )
        case .length(let count):
            language(
                "证明有 \(count) 个哈希，与条数不符；文件被改动过", "a proof of \(count) hashes does not fit the sizes; it was changed")
        case .root(let expected, let found):
            language(
                "算出的树根是 \(found.base64)，应为 \(expected.base64)；内容或证明被改动过，不要采信",
                "the root comes out as \(found.base64), should be \(expected.base64); content or proof was changed, do "
                    + "not trust it")
        }
    }

    func words(_ fault: ProofFileFault) -> String {
        switch fault {
        case .notJSON(let fault): words(fault)
        case .format(let expected, let found):
            language(
                "format 是 \(Terminal.safe(found ?? "空白"))，应为 \"\(expected)\"；检查是不是给错了文件",
                "format is \(Terminal.safe(found ?? "missing")), should be \"\(expected)\"; is it the right file?")
        case .field(let path, nil): language("缺少 \(Terminal.safe(path))", "\(Terminal.safe(path)) is missing")
        case .field(let path, .some(let found)):
            language(
                "\(Terminal.safe(path)) 不能是 \(Terminal.safe(found))；格式见 docs/proofs.md",
                "\(Terminal.safe(path)) can't be \(Terminal.safe(found)); docs/proofs.md has the format")
        case .unknownField(let path):
            language(
                "多出 \(Terminal.safe(path))；格式见 docs/proofs.md",
                "\(Terminal.safe(path)) is unknown; docs/proofs.md has the format")
        case .tooMany(let path, let limit):
            language("\(path) 超过 \(limit) 项", "\(path) has more than \(limit) items")
        case .tooLong(let limit):
            language(
                "回执会超过 \(limit) 字节，没有程序能读；这条记录请用 \(CommandName.export) 取证",
                "the receipt would have more than \(limit) bytes, too many for its readers; use \(CommandName.export)")
        case .checkpoint(let path, let fault): place(path, words(fault))
        case .line(let path, let fault): place(path, words(fault))
        case .proof(let path, let fault): place(path, words(fault))
        case .position(let path, let seq, let index):
            place(
                path,
                language("事件自称第 \(seq) 条，却证明在叶子 \(index)", "the event says seq \(seq), the proof leaf \(index)"))
        case .foreign(let path, let record):
            place(
                path,
                language(
                    "不是记录 \(Terminal.safe(record)) 的事件，或次序不对",
                    "no event of record \(Terminal.safe(record)), or out of order"))
        }
    }

    func place(_ path: String, _ text: String) -> String { "\(Terminal.safe(path)): \(text)" }

    func words(_ fault: WitnessFault) -> String {
        switch fault {
        case .notAWitness(let name):
            language(
                "\(Terminal.safe(name.text)) 的公钥不是见证公钥（类型 4）；用 \(CommandName.keygen) --show 打印见证公钥",
                "the key of \(Terminal.safe(name.text)) is no witness's (type 4); \(CommandName.keygen) --show prints it"
            )
        case .twice(let name):
            language(
                "\(Terminal.safe(name.text)) 的公钥给了两次；每个见证人只计一次",
                "the key of \(Terminal.safe(name.text)) is given twice; a witness counts once")
        case .logsOwn(let name):
            language(
                "\(Terminal.safe(name.text)) 的密钥就是账本自己的密钥，不能作见证；见证人要用 \(CommandName.keygen) 另建密钥",
                "the key of \(Terminal.safe(name.text)) is the ledger's own and witnesses nothing; a witness makes a key with "
                    + "\(CommandName.keygen)")
        case .tooMany(let wanted, let count):
            language(
                "要求 \(wanted) 个见证人签名，只给出 \(count) 个；--min-cosigners 请填 0 至 \(count)",
                "\(wanted) cosigners of \(count) are asked for; --min-cosigners is 0 to \(count)")
        }
    }

    /// How a ledger contradicts what it signed.
    public func words(_ fault: HistoryFault) -> String {
        switch fault {
        case .truncated(let size, let events):
            language(
                "历史被截断：检查点有 \(size) 条，账本现在只有 \(events) 条；从备份恢复",
                "history was cut off: the checkpoint has \(Language.plural(size, "event")), the ledger now \(events); restore from a backup"
            )
        case .rewritten(let size, let signed, let found):
            language(
                "历史被改写：前 \(size) 条的树根现在是 \(found.base64)，当时签的是 \(signed.base64)；前 \(size) 条中有改动，"
                    + "或者不是同一本账；从备份恢复后再核对",
                "history was rewritten: the root of the first \(Language.plural(size, "event")) is now \(found.base64), \(signed.base64) was "
                    + "signed; one of these events was changed, or it is another ledger; restore from a backup and check"
            )
        case .otherEvent(let seq):
            language(
                "事件 \(seq)：账本中的内容与回执不同", "event \(seq): the ledger has other content than the receipt")
        case .leftOut(let seq):
            language(
                "事件 \(seq)：更正或撤销了这条记录，在检查点之内，文件中却没有；不要采信，请重新索取",
                "event \(seq): corrects or ends the record and lies under the checkpoint, but the file leaves it out; do not "
                    + "trust it, ask for a new one")
        }
    }
}
