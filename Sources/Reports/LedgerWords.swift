import Accounts
import Ledger

/// Words for the ledger's file and for what `verify` finds.
extension FaultWords {
    /// What went wrong with the file, and the way out.
    public func words(_ error: LedgerError) -> String {
        switch error {
        case .noLedger(let path):
            language(
                "没有账本 \(Terminal.safe(path))；用 \(CommandName.initialize) 新建，或检查路径",
                "there is no ledger at \(Terminal.safe(path)); make one with \(CommandName.initialize), or check the path"
            )
        case .alreadyExists(let path):
            language(
                "\(Terminal.safe(path)) 已有账本；换一个路径，现有账本不会被覆盖",
                "there is a ledger at \(Terminal.safe(path)) already; choose another path, it is never overwritten")
        case .leftOver(let path, let file):
            language(
                "\(Terminal.safe(path)) 处没有账本，旁边却有 \(Terminal.safe(file))，是从前一本账的，其中可能有已入账的事件；请把它同它的账本放到一起，或换一个路径",
                "there is no ledger at \(Terminal.safe(path)), but \(Terminal.safe(file)) of an earlier one beside it, which may "
                    + "hold recorded events; move it to where its ledger is, or choose another path")
        case .notALedger(let path):
            language(
                "\(Terminal.safe(path)) 不是台账账本；检查路径，或从备份恢复",
                "\(Terminal.safe(path)) is no ledger of taizhang; check the path, or restore from a backup")
        case .newerFormat(let path, let found, let supported):
            language(
                "\(Terminal.safe(path)) 由较新的程序写成（格式 \(found)，本程序支持到 \(supported)）；请升级程序",
                "\(Terminal.safe(path)) was written by a newer program (format \(found), this one knows up to "
                    + "\(supported)); update the program")
        case .olderFormat(let path, let found, let supported):
            language(
                "\(Terminal.safe(path)) 是旧格式（\(found)，现为 \(supported)），转换需要写入；请开放文件和文件夹的写权限，"
                    + "或复制到自己的文件夹再用",
                "\(Terminal.safe(path)) is of an older format (\(found), now \(supported)), and to migrate it takes write "
                    + "access; get the rights to its file and folder, or copy it to a folder of your own")
        case .busy(let path, let seconds):
            language(
                "\(Terminal.safe(path)) 正被另一程序占用，已等待 \(seconds) 秒；未入账，稍后再试",
                "\(Terminal.safe(path)) is in use by another process, waited \(seconds) s; nothing recorded, try again "
                    + "later")
        case .otherSize(let expected, let found):
            language(
                "账本现有 \(found) 条，不是 --expect-size 所说的 \(expected) 条，其间有人入过账；未入账，重新查看后再报送",
                "the ledger has \(found) events, not \(expected) as --expect-size says, somebody has recorded since; nothing "
                    + "recorded, look again and submit anew")
        case .batchTooLarge(let limit):
            language(
                "一批最多 \(limit) 条，这一批更多；未入账，请把文件拆成几份，一份一份报送",
                "a batch may bring \(limit) submissions, this one has more; nothing recorded, split the file and submit it "
                    + "part by part")
        case .ledgerFull(let limit):
            language(
                "账本最多 \(limit) 条，已满；未入账，请另建账本续记",
                "a ledger may have \(limit) events, this one is full; nothing recorded, go on in a new ledger")
        case .unreadable(let seq, let fault):
            language(
                "事件 \(seq) 写成后读不回来：\(words(fault))；未入账，请删减内容后重新报送",
                "event \(seq) could not be read back: \(words(fault)); nothing recorded, cut it down and submit it again"
            )
        case .readOnly(let path):
            language(
                "\(Terminal.safe(path)) 不能写入；检查文件和文件夹的权限",
                "\(Terminal.safe(path)) can't be written; check the rights of the file and its folder")
        case .needsWriteAccess(let path):
            language(
                "\(Terminal.safe(path)) 最近的事件还在旁边的 -wal 文件里，读它需要文件夹的写权限；请开放权限，"
                    + "或把账本连同 -wal 文件复制到自己的文件夹再读",
                "the newest events of \(Terminal.safe(path)) stand in its -wal file, and reading that takes write access "
                    + "to the folder; get the rights, or copy the ledger together with its -wal file to a folder of "
                    + "your own")
        case .diskFull(let path):
            language(
                "磁盘已满，\(Terminal.safe(path)) 未作改动；腾出空间后重新报送",
                "the disk is full, nothing was recorded in \(Terminal.safe(path)); free some space and submit again")
        case .outOfMemory(let path):
            language(
                "内存不足，\(Terminal.safe(path)) 未作改动；关闭其他程序，或分几批报送",
                "out of memory, nothing was recorded in \(Terminal.safe(path)); close other programs, or submit in smaller "
                    + "batches")
        case .interrupted:
            language(
                "已中断；账本与之前一样，没有留下半截文件；需要时重新运行同一命令",
                "interrupted; the ledger is as it was and no half file is left; run the same command again when you like"
            )
        case .inputOutput(let path, let message):
            language(
                "读写 \(Terminal.safe(path)) 失败：\(Terminal.safe(message))；检查磁盘，再用 \(CommandName.verify) 核验",
                "reading or writing \(Terminal.safe(path)) failed: \(Terminal.safe(message)); check the disk, then run "
                    + "\(CommandName.verify)")
        case .clockOff(let milliseconds):
            language(
                "本机时钟不对（1970 年起 \(milliseconds) 毫秒，不在 1970 年至 9999 年之间）；未入账，校准时钟后再试",
                "the machine's clock is wrong (\(milliseconds) ms since 1970, not within 1970 to 9999); nothing recorded, set "
                    + "the clock and try again")
        case .damaged(let what):
            language(
                "账本已损坏：\(Terminal.safe(what))；用 \(CommandName.verify) 查明位置，\(CommandName.rebuild) 重建派生数据，"
                    + "事件受损则从备份恢复",
                "the ledger is damaged: \(Terminal.safe(what)); \(CommandName.verify) tells where, "
                    + "\(CommandName.rebuild) mends what is derived; restore damaged events from a backup")
        case .otherTree(let leaves, let events):
            (leaves > events
                ? language(
                    "账本被截断：哈希树记有 \(leaves) 条，事件只有 \(events) 条，第 \(events + 1) 条起已被删去",
                    "the newest events were cut off: the tree has \(leaves), the ledger \(Language.plural(events, "event")), "
                        + "those from \(events + 1) on are gone")
                : language(
                    "账本中有未经入账的事件：哈希树记有 \(leaves) 条，事件却有 \(events) 条，第 \(leaves + 1) 条起是后来放进去的",
                    "events were put in that were never recorded: the tree has \(leaves), the ledger "
                        + "\(Language.plural(events, "event")), those from \(leaves + 1) on are foreign"))
                + language(
                    "；什么也没有写入，\(CommandName.rebuild) 也修复不了：把这个文件留作证据，从备份恢复",
                    "; nothing was written, and \(CommandName.rebuild) can't mend it: keep this file as evidence and restore "
                        + "from a backup")
        case .noSuchSize(let wanted, let size):
            language(
                "账本只有 \(size) 条事件，没有第 \(wanted) 条；known 请填 0 至 \(size)",
                "the ledger has \(Language.plural(size, "event")), not \(wanted); ask for a size from 0 to \(size)")
        }
    }

    /// Why a backup was not kept.
    public func words(_ refused: BackupRefused) -> String {
        (refused.faults.map(words)
            + [
                language(
                    "副本核验不符，没有留下备份；账本本身可能已损坏，先用 \(CommandName.verify) 核验",
                    "the copy does not verify and was not kept; the ledger itself may be damaged, run \(CommandName.verify)"
                )
            ]).joined(separator: "\n")
    }

    /// What `verify` found, with the position.
    public func words(_ fault: Office.Fault) -> String {
        switch fault {
        case .file(let what):
            language("文件结构：\(Terminal.safe(what))；从备份恢复", "file: \(Terminal.safe(what)); restore from a backup")
        case .schema(let fault): words(fault)
        case .missing(let seq): language("事件 \(seq)：缺失", "event \(seq): missing")
        case .impossible(let seq):
            language(
                "事件表中序号为 \(seq) 的一行：事件从 1 起编号，不会有这一行，是绕过程序放进去的；把文件留作证据，从备份恢复",
                "the row \(seq) of events: events are numbered from 1, no event has this number, it was put in past the "
                    + "program; keep the file as evidence and restore from a backup")
        case .notCanonical(let seq):
            language("事件 \(seq)：不是规范形式，已被改动", "event \(seq): not in canonical form, it was changed")
        case .wrongSeq(let seq, let found):
            language("事件 \(seq)：内容中的序号是 \(found)", "event \(seq): says that it is event \(found)")
        case .timeGoesBack(let seq):
            language("事件 \(seq)：入账时间早于前一条", "event \(seq): recorded before the event ahead of it")
        case .changed(let seq):
            language("事件 \(seq)：与树中的哈希不符，入账后被改动", "event \(seq): not what the tree holds, it was changed")
        case .tree(let what):
            language("哈希树：\(Terminal.safe(what))", "tree: \(Terminal.safe(what))")
        case .otherTree(let leaves, let events):
            language(
                "哈希树：记有 \(leaves) 条，事件只有 \(events) 条，最新的事件被删去；\(CommandName.rebuild) 不会处理，"
                    + "把文件留作证据，从备份恢复",
                "tree: the tree has \(leaves) leaves, the log \(Language.plural(events, "event")), the newest were cut off; "
                    + "\(CommandName.rebuild) refuses it, keep the file as evidence and restore from a backup")
        case .closing(let seq, let size):
            language(
                "事件 \(seq)：封账说当时有 \(size) 条及其树根，账本从未如此；由改动过的文件恢复而来，用原账本重新导出",
                "event \(seq): the closing says that there were \(size) events under its root, which the ledger never had; it "
                    + "comes from a file that was changed, export again from the ledger")
        case .knownBeyond(let size, let known):
            language(
                "派生表记得有 \(known) 条事件，账本只到第 \(size) 条：最新的事件连同哈希树可能被一并删去；先不要重建，"
                    + "把文件留作证据，用备份和检查点（\(CommandName.verify) --checkpoint）核对",
                "the derived tables know \(Language.plural(known, "event")), the ledger ends at \(size): the newest events may have "
                    + "been cut off together with their leaves; don't rebuild yet, keep the file as evidence and hold a backup "
                    + "and checkpoints (\(CommandName.verify) --checkpoint) against it")
        case .derived(let table):
            language(
                "派生表 \(table)：与重放事件的结果不符；事件与哈希树相符，\(CommandName.rebuild) 可以修复",
                "derived table \(table): not what a replay of the events makes; the events agree with the tree, "
                    + "\(CommandName.rebuild) mends it")
        case .replay(let what):
            language("重放：\(Terminal.safe(what))", "replay: \(Terminal.safe(what))")
        }
    }

    /// Which definition of the file is not the program's, and the way out.
    func words(_ fault: SchemaFault) -> String {
        let kinds: [SchemaFault.Kind: String] = [
            .table: language("表", "table"), .index: language("索引", "index"), .trigger: language("触发器", "trigger"),
            .view: language("视图", "view"),
        ]
        func named(_ kind: SchemaFault.Kind, _ name: String) -> String {
            (kinds[kind] ?? "") + " " + Terminal.safe(name)
        }
        let wrong =
            switch fault {
            case .missing(let kind, let name): language("\(named(kind, name))：不在", "\(named(kind, name)): missing")
            case .changed(let kind, let name):
                language("\(named(kind, name))：定义被改动", "\(named(kind, name)): its definition was changed")
            case .foreign(let kind, let name):
                language("\(named(kind, name))：不是本程序建的", "\(named(kind, name)): this program did not make it")
            }
        let mend =
            fault.isOfTheLog
            ? language("从备份恢复", "restore from a backup")
            : language("\(CommandName.rebuild) 可以修复", "\(CommandName.rebuild) mends it")
        return wrong + language("；", "; ") + mend
    }

    /// Why a file can't be restored: `file:line: …`.
    public func words(_ refused: RestoreRefused, file: String) -> String {
        let place = file.isEmpty ? language("第 \(refused.line) 行", "line \(refused.line)") : "\(file):\(refused.line)"
        let none = language("未恢复任何内容", "nothing restored")
        return reasons(refused.reason).map { "\(Terminal.safe(place)): \($0)" }.joined(separator: "\n") + "\n" + none
    }

    private func reasons(_ reason: RestoreRefused.Reason) -> [String] {
        switch reason {
        case .line(let fault): [words(fault)]
        case .order(let expected, let found):
            [
                language(
                    "序号应为 \(expected)，此处是 \(found)；文件缺行、多行或顺序有误",
                    "seq should be \(expected), found \(found); lines are missing, doubled or out of order")
            ]
        case .timeGoesBack:
            [
                language(
                    "入账时间早于前一行；文件顺序有误或被改动", "recorded before the line ahead of it; the file is out of order or changed")
            ]
        case .unknownType(let type):
            [
                language(
                    "没有类型“\(Terminal.safe(type))”；可能由较新的程序导出，请升级",
                    "there is no type \"\(Terminal.safe(type))\"; a newer program may have exported it, update this one"
                )
            ]
        case .refused(let refusals): refusals.map(words)
        case .repeats(let seq):
            [language("与第 \(seq) 条重复；删去多出的行", "repeats event \(seq); take the line out")]
        case .notStoredForm:
            [
                language(
                    "内容不是入账时的写法（多余的空白、零或未规范化的文字）；用原账本重新导出",
                    "not as it would be stored (outer space, needless zeros or text not in NFC); export again from the "
                        + "ledger")
            ]
        case .neverRegistered(let code):
            [
                language(
                    "企业 \(Terminal.safe(code)) 到该业务日期为止，整个文件中没有登记",
                    "enterprise \(Terminal.safe(code)) is registered nowhere in the file for this date")
            ]
        case .otherRoot(let expected, let found):
            [
                language(
                    "树根是 \(found.base64)，应为 \(expected.base64)；文件被改动过，或不是要找的那一份",
                    "the root is \(found.base64), wanted \(expected.base64); the file was changed, or is another one")
            ]
        case .noLineFeed:
            [
                language(
                    "最后一行没有换行符，文件可能不完整；重新复制或导出",
                    "the last line does not end in a line feed, the file may be cut off; copy or export it again")
            ]
        }
    }
}
