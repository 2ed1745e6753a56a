import Audits
import Ledger
import Records

extension FaultWords {
    /// Why a month can't be closed, and the way out.
    public func words(_ fault: ClosingFault) -> String {
        switch fault {
        case .notOver(let month, let today):
            language(
                "\(month) 还没有过完（今天 \(today)）；\(month.end) 之后再封账",
                "\(month) is not over (today is \(today)); close it after \(month.end)")
        case .unchanged(let month, let edition, let seq):
            language(
                "\(month) 自第 \(edition) 版（第 \(seq) 条）以来得分没有变动，不必再封",
                "nothing of \(month) changed since edition \(edition) (event \(seq)); there is nothing to close")
        case .noScheme(let fault): words(fault)
        }
    }

    public func words(_ fault: NoSuchTownship) -> String {
        language(
            "办法 \(fault.scheme) 里没有乡镇“\(Terminal.safe(fault.id))”；用 taizhang scheme show 查看",
            "scheme \(fault.scheme) has no township \"\(Terminal.safe(fault.id))\"; taizhang scheme show lists them")
    }

    /// What is wrong with a published file.
    public func words(_ fault: SnapshotFault, file: String) -> String {
        let file = Terminal.safe(file)
        return switch fault {
        case .notCanonical: language("\(file)：不是规范形式，已被改动", "\(file): not in canonical form, it was changed")
        case .differs(let part):
            language("\(file)：\(part) 与账本重算的不符", "\(file): \(part) is not what the ledger makes")
        case .signature: language("\(file)：检查点不是本账的密钥签的", "\(file): the checkpoint is not signed by the ledger's key")
        }
    }

    /// Words for what audits throw; nil for anything else.
    public func auditWords(for error: any Error) -> String? {
        switch error {
        case let fault as ClosingFault: words(fault)
        case let fault as NoSuchTownship: words(fault)
        default: nil
        }
    }
}
