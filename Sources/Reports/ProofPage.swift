import Accounts
import Ledger
import Records

/// What the checks of files with checkpoints showed, for people and for programs.
public struct ProofPage {
    private let checks: [ProofCheck]
    private let language: Language
    private let faults: FaultWords

    public init(_ checks: [ProofCheck], language: Language) {
        self.checks = checks
        self.language = language
        faults = FaultWords(language)
    }

    public var holds: Bool { checks.allSatisfy(\.holds) && bracket == nil && contradictions.isEmpty }

    /// What was found wrong, one text a fault.
    public var faultTexts: [String] {
        var texts: [String] = []
        for check in checks {
            let file = Terminal.safe(check.file)
            if case .differs(let found) = check.ledger { texts += found.map { "\(file): \(faults.words($0))" } }
            guard let witnesses = check.witnesses, !witnesses.holds else { continue }
            texts += witnesses.wrong.map { "\(file): \(faults.words(NoteFault.wrongSignature(by: $0)))" }
            if witnesses.signed.count < witnesses.required {
                texts.append(
                    file + ": "
                        + language(
                            "只有 \(witnesses.signed.count) 个见证人签名，要求 \(witnesses.required) 个",
                            "\(witnesses.signed.count) cosigners of the \(witnesses.required) asked for"))
            }
        }
        if let bracket { texts.append(bracket) }
        return texts + contradictions
    }

    /// Checkpoints of one log and one size under which different roots stand: two histories. Each holds by itself, so that only
    /// together they tell, and no ledger is needed for it.
    private var contradictions: [String] {
        struct State: Hashable {
            let origin: [UInt8]
            let size: Int64
        }
        var first: [State: (check: ProofCheck, root: Hash)] = [:]
        var texts: [String] = []
        for check in checks {
            for checkpoint in check.content.checkpoints.map(\.checkpoint) {
                let state = State(origin: Array(checkpoint.origin.utf8), size: checkpoint.size)
                guard let known = first[state] else {
                    first[state] = (check, checkpoint.root)
                    continue
                }
                guard known.root != checkpoint.root else { continue }
                let files = language(
                    "\(Terminal.safe(known.check.file)) 和 \(Terminal.safe(check.file))",
                    "\(Terminal.safe(known.check.file)) and \(Terminal.safe(check.file))")
                let (size, origin) = (checkpoint.size, Terminal.safe(checkpoint.origin))
                let roots = [known.root.base64, checkpoint.root.base64]
                guard case .valid = known.check.signature, case .valid = check.signature else {
                    texts.append(
                        language(
                            "\(files)：\(origin) 的两个检查点互相矛盾，\(size) 条的树根一个是 \(roots[0])，一个是 \(roots[1])；"
                                + "签名未核对，给出 --vkey 再核对",
                            "\(files): two checkpoints of \(origin) contradict each other, at \(Language.plural(size, "event")) "
                                + "one has the root \(roots[0]), one \(roots[1]); the signatures were not checked, give --vkey"
                        ))
                    continue
                }
                texts.append(
                    language(
                        "\(files)：同一把密钥签了两部历史，\(origin) 前 \(size) 条的树根一个是 \(roots[0])，一个是 \(roots[1])，"
                            + "至少一部是假的；两份文件都是证据，请留存，并与见证人手中的检查点核对",
                        "\(files): two histories signed by one key, at \(Language.plural(size, "event")) of \(origin) one has the "
                            + "root \(roots[0]), one \(roots[1]), and at least one is false; both files are evidence, keep them "
                            + "and compare with the checkpoints that witnesses hold"))
            }
        }
        return texts
    }

    /// Between which events history was changed, where an older checkpoint still holds and a newer one does not.
    private var bracket: String? {
        var good: Int64 = 0
        var bad: Int64?
        for check in checks {
            guard let size = check.content.checkpoints.last?.checkpoint.size else { continue }
            switch check.ledger {
            case .differs(let faults) where faults.contains { !$0.isOfTheFile }: bad = min(bad ?? size, size)
            case .holds, .differs: good = max(good, size)
            case .absent: break
            }
        }
        guard let bad, good > 0, good < bad else { return nil }
        return language(
            "前 \(good) 条没有变；改动在第 \(good + 1) 至 \(bad) 条之间",
            "the first \(Language.plural(good, "event")) are as they were; the change is among events \(good + 1) to \(bad)"
        )
    }

    /// The checks as text, a block a file. What is wrong is not in it: `faultTexts` has it.
    public func text() -> String { checks.map { lines(of: $0).map { $0 + "\n" }.joined() }.joined() }

    private func lines(of check: ProofCheck) -> [String] {
        var lines = [head(of: check)]
        switch check.content {
        case .receipt(let receipt): lines += receipt.items.flatMap { event($0.event) }
        case .line(let proof): lines += LinePage(proof, language: language).lines
        case .checkpoint, .history: break
        }
        switch check.signature {
        case .valid(let key):
            lines.append(
                language(
                    "  签名：有效，公钥 \(Terminal.safe(key.description))",
                    "  signature: valid, key \(Terminal.safe(key.description))"))
        case .unchecked:
            lines.append(language("  签名：未核对，没有给出公钥（--vkey）", "  signature: not checked, no public key given (--vkey)"))
        }
        if let witnesses = check.witnesses { lines += self.lines(of: witnesses) }
        switch check.ledger {
        case .absent: lines.append(language("  账本：未核对，没有账本", "  ledger: not compared, there is none"))
        case .holds(let events, let later):
            lines.append(
                language(
                    "  账本：前 \(events) 条没有变", "  ledger: the first \(Language.plural(events, "event")) are as they were")
            )
            if !later.isEmpty {
                let numbers = language.list(later.map { String($0) })
                lines.append(
                    language(
                        "  注意：此后第 \(numbers) 条又更正或撤销了这条记录；请索取新的回执或证明",
                        "  note: the record was corrected or retracted since, by event \(numbers); ask for a newer file"
                    ))
            }
        case .differs: lines.append(language("  账本：不符", "  ledger: differs"))
        }
        return lines
    }

    private func head(of check: ProofCheck) -> String {
        let file = Terminal.safe(check.file)
        let states = check.content.checkpoints.map { state(of: $0.checkpoint) }
        switch check.content {
        case .checkpoint: return language("\(file)：检查点，\(states[0])", "\(file): checkpoint of \(states[0])")
        case .receipt(let receipt):
            let count = receipt.items.count
            let record = Terminal.safe(receipt.record)
            return language(
                "\(file)：记录 \(record) 的回执，\(count) 条事件都在检查点之内；\(states[0])",
                "\(file): receipt of record \(record), \(count) event(s), all of them under the checkpoint; \(states[0])"
            )
        case .line(let proof): return LinePage(proof, language: language).head(file: file, state: states[0])
        case .history:
            return language(
                "\(file)：只增不改的证明，从 \(states[0]) 到 \(states[1])",
                "\(file): proof that history only grew, from \(states[0]) to \(states[1])")
        }
    }

    private func state(of checkpoint: Checkpoint) -> String {
        let origin = Terminal.safe(checkpoint.origin)
        return language(
            "\(origin) \(checkpoint.size) 条，树根 \(checkpoint.root.base64)",
            "\(origin), \(Language.plural(checkpoint.size, "event")), root \(checkpoint.root.base64)")
    }

    private func event(_ event: Event) -> [String] {
        let type = EventType(rawValue: event.type).map { language(Catalog[$0].zh, $0.rawValue) } ?? event.type
        let data = String(decoding: event.data.canonical, as: UTF8.self)
        return [
            language(
                "  第 \(event.seq) 条 \(Terminal.safe(type))，业务日期 \(event.effective)，入账 \(event.recordedAt)，"
                    + "经办 \(Terminal.safe(event.actor))",
                "  event \(event.seq) \(Terminal.safe(type)), effective \(event.effective), recorded "
                    + "\(event.recordedAt), by \(Terminal.safe(event.actor))"),
            "    \(Terminal.safe(data))",
        ]
    }

    private func lines(of witnesses: Witnesses.Standing) -> [String] {
        let all = witnesses.signed.count + witnesses.missing.count + witnesses.wrong.count
        var lines = [
            language(
                "  见证：\(all) 个中 \(witnesses.signed.count) 个已签，要求 \(witnesses.required) 个",
                "  witnesses: \(witnesses.signed.count) of \(all) signed, \(witnesses.required) asked for")
        ]
        lines += witnesses.signed.map {
            language(
                "    \(Terminal.safe($0.witness.text)) 已签，\($0.instant)",
                "    \(Terminal.safe($0.witness.text)) signed at \($0.instant)")
        }
        lines += witnesses.missing.map {
            language("    \(Terminal.safe($0.text)) 未签", "    \(Terminal.safe($0.text)) did not sign")
        }
        lines += witnesses.wrong.map {
            language("    \(Terminal.safe($0.text)) 签名不符", "    \(Terminal.safe($0.text)) false signature")
        }
        return lines
    }

    /// The checks as JSON, one object a file.
    public func json() -> JSON { .array(checks.map(json)) }

    private func json(_ check: ProofCheck) -> JSON {
        var members: [JSON.Member] = [
            .init("file", .string(check.file)), .init("valid", .boolean(check.holds)),
            .init("checkpoints", .array(check.content.checkpoints.map { json($0.checkpoint) })),
        ]
        switch check.content {
        case .checkpoint: members.append(.init("kind", .string("checkpoint")))
        case .history: members.append(.init("kind", .string("history_proof")))
        case .receipt(let receipt):
            members.append(.init("kind", .string("receipt")))
            members.append(.init("record", .string(receipt.record)))
            members.append(.init("events", .array(receipt.items.map { .integer($0.event.seq) })))
        case .line(let proof): members += LinePage(proof, language: language).members
        }
        switch check.signature {
        case .valid(let key):
            members.append(.init("signature", .string("valid")))
            members.append(.init("vkey", .string(key.description)))
        case .unchecked: members.append(.init("signature", .string("unchecked")))
        }
        if let witnesses = check.witnesses { members.append(.init("witnesses", json(witnesses))) }
        switch check.ledger {
        case .absent: members.append(.init("ledger", .string("absent")))
        case .holds(_, let later):
            members.append(.init("ledger", .string("same")))
            if !later.isEmpty { members.append(.init("later", .array(later.map { .integer($0) }))) }
        case .differs: members.append(.init("ledger", .string("differs")))
        }
        return .members(members)
    }

    private func json(_ checkpoint: Checkpoint) -> JSON {
        .members([
            .init("origin", .string(checkpoint.origin)), .init("size", .integer(checkpoint.size)),
            .init("root", .string(checkpoint.root.base64)),
        ])
    }

    private func json(_ witnesses: Witnesses.Standing) -> JSON {
        .members([
            .init("required", .integer(Int64(witnesses.required))),
            .init(
                "signed",
                .array(
                    witnesses.signed.map {
                        .members([
                            .init("name", .string($0.witness.text)), .init("time", .string($0.instant.description)),
                        ])
                    })),
            .init("missing", .array(witnesses.missing.map { .string($0.text) })),
            .init("wrong", .array(witnesses.wrong.map { .string($0.text) })),
        ])
    }
}
