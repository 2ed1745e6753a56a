import Accounts
import ArgumentParser
import Foundation
import Ledger
import Records
import Reports

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: words("导出：每行一条事件的规范格式，即树的叶子。", "Write every event in canonical form, one a line."),
        discussion: words(
            "例：taizhang export -o ledger.jsonl", "Example: taizhang export -o ledger.jsonl"))

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(words("输出文件，默认标准输出", "Where to; standard output by default."), valueName: "file"))
    var output: String?

    @Option(
        name: .long, help: ArgumentHelp(words("入账时点", "What was recorded by then."), valueName: "date|instant|size"))
    var known: Known?

    @Option(name: .long, help: ArgumentHelp(words("语言", "Language."), valueName: "zh|en"))
    var lang: Language?

    @OptionGroup var ledger: LedgerOptions

    func run() throws {
        try Desk.run {
            Interruption.watch()
            // The log alone, without the books: whoever saves the events of a damaged ledger needs nothing else of it.
            // Events are the same in every format: an old ledger is exported as it is.
            let log = try SQLiteEventLog.openAnyFormat(path: ledger.path, readOnly: true)
            Interruption.stops(log)
            if let output {
                try PageFile(output).writing { draft in try write(log) { try draft.write($0) } }
            } else {
                try write(log, Surroundings.send)
            }
        }
    }

    /// Writes the lines, and hashes them as they go out: what is told is the root of what was written.
    private func write(_ log: SQLiteEventLog, _ put: ([UInt8]) throws -> Void) throws {
        let head = try log.read { reader in
            // A log whose end was cut off is exported only by whoever names the size that is left.
            if known == nil { try reader.requireLeafForEachEvent() }
            let head = try reader.head(known: known ?? .everything)
            let meter = ProgressMeter(words("导出", "exporting"), total: head.size)
            defer { meter.finish() }
            var tree = MerkleTree.Frontier()
            var buffer: [UInt8] = []
            try reader.forEachLine(through: head.size) { seq, line in
                tree.append(MerkleTree.leaf(UnsafeRawBufferPointer(line)))
                buffer.append(contentsOf: line)
                buffer.append(0x0A)
                if buffer.count > 1 << 18 {
                    try put(buffer)
                    buffer.removeAll(keepingCapacity: true)
                    try meter.report(seq)
                }
            }
            try put(buffer)
            guard tree.root == head.root else { throw otherRoot(tree.root, of: head) }
            return head
        }
        Surroundings.tell(
            words(
                "导出 \(head.size) 条，树根 \(head.root.base64)（restore --root 可核对）\n",
                "\(Language.plural(head.size, "event")), root \(head.root.base64) (restore --root checks it)\n"))
    }

    private func otherRoot(_ root: Hash, of head: LogHead) -> Desk.Complaint {
        Desk.Complaint(
            words(
                "账本中的事件被改动过：写出的 \(head.size) 条树根是 \(root.base64)，入账时是 \(head.root.base64)；"
                    + (output == nil ? "已写出的内容不可采信" : "没有留下文件") + "。用 taizhang verify 查明是哪一条，再从备份恢复",
                "an event of the ledger was changed: the \(Language.plural(head.size, "event")) written have the root "
                    + "\(root.base64), recorded were those of \(head.root.base64); "
                    + (output == nil ? "do not trust what was written" : "no file was left")
                    + ". taizhang verify tells which event; restore from a backup"))
    }
}

struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: words("恢复：从导出文件重建账本，逐条核验，同字节、同树根。", "Build a ledger from an exported file: same bytes, same root."),
        discussion: words(
            """
            给出 --root 就核对整个文件：改动任何一个字节都会被退回。
            例：taizhang restore ledger.jsonl --ledger new.sqlite --root '…='
            """,
            """
            --root checks the file as a whole: with it, any changed byte is refused.
            Example: taizhang restore ledger.jsonl --ledger new.sqlite --root '…='
            """))

    @Argument(
        help: ArgumentHelp(words("导出文件，- 为标准输入", "An exported file, or - for standard input."), valueName: "file"))
    var file: String

    @Option(
        name: .long,
        help: ArgumentHelp(words("应有的树根（base64）", "The root that it must have, base64."), valueName: "root"))
    var root: String?

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        try Desk.run {
            let expected = try root.map { text in
                guard let bytes = Base64.decode(text), let hash = Hash(bytes) else {
                    throw Desk.Complaint(
                        words(
                            "--root：应为 32 字节的 base64，例如 export 末行所示",
                            "--root: 32 bytes in base64, as export prints them"), code: .validationFailure)
                }
                return hash
            }
            Interruption.watch()
            let head: LogHead
            do { head = try restore(expecting: expected) } catch let refused as RestoreRefused {
                throw Desk.Complaint(FaultWords(words).words(refused, file: file))
            }
            switch output.format {
            case .json: Desk.print(.members([.init("restored", .integer(head.size)), .init("head", head.json)]))
            case .table, .csv:
                Surroundings.write(
                    words(
                        "恢复 \(head.size) 条，树根 \(head.root.base64)\n",
                        "\(Language.plural(head.size, "event")) restored, root \(head.root.base64)\n"))
            }
        }
    }

    /// Makes a new ledger under a name of its own until it is whole, or fills one that is there and empty, in one
    /// transaction: whatever cuts it off, the same command can simply be given again.
    private func restore(expecting root: Hash?) throws -> LogHead {
        let path = ledger.path
        try PageFile.checkName(path)
        guard !FileManager.default.fileExists(atPath: path) else {
            let log = try SQLiteEventLog.open(path: path)
            Interruption.stops(log)
            return try reading { lines, progress in
                try Desk.office(log).restore(expecting: root, progress: progress) { try lines.chunk() }
            }
        }
        let draft = UnfinishedFile(path)
        try draft.check()
        do {
            let head = try restoreAhead(to: draft, expecting: root)
            try draft.publish()
            return head
        } catch {
            draft.discard()
            throw error
        }
    }

    private func restoreAhead(to draft: UnfinishedFile, expecting root: Hash?) throws -> LogHead {
        func attempt(_ fill: (Office, LineReader, @escaping (Int64) throws -> Void) throws -> LogHead) throws -> LogHead
        {
            try reading { lines, progress in
                try Office.making(
                    path: draft.unfinished, clock: Surroundings.now, newID: Surroundings.newID,
                    opened: Interruption.stops
                ) { try fill($0, lines, progress) }
            }
        }
        // What is piped in can be read once only.
        if file != "-" {
            do {
                return try attempt { office, lines, progress in
                    // What the corrections of a chunk are about is asked for at once; longer ones leave the cores' caches.
                    try office.restoreAhead(expecting: root, progress: progress) { try lines.chunk(512) }
                }
            } catch let error where Office.isForPlainRestore(error) {
                draft.discard()
            }
        }
        return try attempt { office, lines, progress in
            try office.restore(expecting: root, progress: progress) { try lines.chunk() }
        }
    }

    private func reading(
        _ body: (LineReader, @escaping (Int64) throws -> Void) throws -> LogHead
    ) throws -> LogHead {
        let lines = try LineReader(path: file)
        let meter = ProgressMeter(words("恢复", "restoring")) { _ in lines.share }
        defer { meter.finish() }
        return try body(lines, meter.report)
    }
}
