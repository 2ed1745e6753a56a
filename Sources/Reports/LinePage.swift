import Audits
import Ledger
import Records

/// What one line of a closed month says, as `verify` tells of it.
struct LinePage {
    private let proof: LineProof
    private let language: Language

    init(_ proof: LineProof, language: Language) {
        self.proof = proof
        self.language = language
    }

    func head(file: String, state: String) -> String {
        let says = proof.says
        let name = Terminal.safe(says.name)
        return language(
            "\(file)：\(name) \(says.month) 封账表中的一行，在 \(says.rows) 行的表中；\(state)",
            "\(file): line of \(name) in the closed table of \(says.month), one of \(says.rows) rows; \(state)")
    }

    var lines: [String] {
        let says = proof.says
        var lines = [
            language(
                "  \(Terminal.safe(says.name)) (\(Terminal.safe(says.township)))，第 \(says.rank) 名，"
                    + "\(says.total.twoDecimals) 分；截至 \(says.on)，依据前 \(says.known) 条，办法 \(Terminal.safe(says.scheme))",
                "  \(Terminal.safe(says.name)) (\(Terminal.safe(says.township))), rank \(says.rank), "
                    + "\(says.total.twoDecimals) points; on \(says.on), over the first \(Language.plural(says.known, "event")), scheme "
                    + Terminal.safe(says.scheme))
        ]
        lines += says.items.map { item in
            let flags = item.flags.isEmpty ? "" : language.bracketed(Terminal.safe(item.flags.joined(separator: " ")))
            return "    \(Terminal.safe(item.id)) \(item.points.twoDecimals)\(flags)"
        }
        if let closing = proof.receipt.items.first?.event {
            lines.append(
                language(
                    "  封账：第 \(closing.seq) 条，入账 \(closing.recordedAt)，经办 \(Terminal.safe(closing.actor))",
                    "  closed by event \(closing.seq), recorded \(closing.recordedAt), by \(Terminal.safe(closing.actor))"
                ))
        }
        return lines
    }

    /// The check's members in JSON.
    var members: [JSON.Member] {
        let says = proof.says
        return [
            .init("kind", .string("line_proof")), .init("month", .string(says.month.description)),
            .init("on", .string(says.on.description)), .init("known_size", .integer(says.known)),
            .init("scheme", .string(says.scheme)), .init("township", .string(says.township)),
            .init("row", says.row), .init("record", .string(proof.receipt.record)),
            .init("events", .array(proof.receipt.items.map { .integer($0.event.seq) })),
        ]
    }
}

/// Words for the proof of a closed month's line.
extension FaultWords {
    func words(_ fault: NoSuchLine) -> String {
        switch fault {
        case .notClosed(let month):
            language(
                "\(month) 还没有封账，没有可证明的表；先执行 \(CommandName.close) \(month)",
                "\(month) is not closed, there is no table to prove a line of; run \(CommandName.close) \(month) first")
        case .noEdition(let month, let edition, let count):
            language(
                "\(month) 只封过 \(count) 版，没有第 \(edition) 版",
                "\(month) has \(count) edition(s), there is no edition \(edition)"
            )
        case .retracted(let month, let edition, let seq):
            language(
                "\(month) 第 \(edition) 版的封账已被第 \(seq) 条撤销；请取另一版的证明",
                "event \(seq) took edition \(edition) of \(month) back; ask for another edition")
        case .untrue(let month, let seq):
            language(
                "第 \(seq) 条封账 \(month)：账本重算的得分表与封账时不符，证明不了；请执行 \(CommandName.verify)",
                "event \(seq), closing \(month): the table made anew is not the one that was closed, nothing can be "
                    + "proved; run \(CommandName.verify)")
        }
    }

    func words(_ fault: LineProofFault) -> String {
        switch fault {
        case .file(let fault): words(fault)
        case .receipt(let fault): place("receipt", words(fault))
        case .text(let part, let fault): place(part, words(fault))
        case .notCanonical(let part):
            place(part, language("不是规范形式；文件被改动过，请重新取得", "not in canonical form; the file was changed, get it again"))
        case .notAClosing(let record):
            place(
                "receipt",
                language(
                    "记录 \(Terminal.safe(record)) 不是封账；检查是不是给错了文件",
                    "record \(Terminal.safe(record)) closes no month; is it the right file?"))
        case .retracted(let seq):
            place(
                "receipt",
                language("这次封账已被第 \(seq) 条撤销；请取新一版的证明", "event \(seq) took this closing back; ask for a newer edition"))
        case .hash(let closed, let found):
            place(
                "heading",
                language(
                    "SHA-256 是 \(found)，封账时是 \(Terminal.safe(closed))；内容被改动过，不要采信",
                    "its SHA-256 is \(found), \(Terminal.safe(closed)) was closed; it was changed, do not trust it"))
        case .disagrees(let field):
            place("heading.\(field)", language("与封账事件所说不同；不要采信", "is not what the closing says; do not trust it"))
        case .proof(let fault): place("path", words(fault))
        }
    }
}
