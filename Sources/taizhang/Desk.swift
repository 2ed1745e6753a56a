import Accounts
import ArgumentParser
import Foundation
import Intake
import Ledger
import Programmes
import Records
import Reports
import Scoring

/// What every command shares: opening the ledger, saying what went wrong, ending with the right code.
enum Desk {
    /// Exit codes (docs/operations.md).
    static let refused = ExitCode(1)
    static let inputOutput = ExitCode(74)
    static let interrupted = ExitCode(130)

    /// A fault that only the command line knows: it has its words already.
    struct Complaint: Error {
        let text: String
        let code: ExitCode
        init(_ text: String, code: ExitCode = Desk.refused) {
            self.text = text
            self.code = code
        }
    }

    static func office(_ options: LedgerOptions, readOnly: Bool = false) throws -> Office {
        office(try log(options.path, readOnly: readOnly))
    }

    /// Opens a ledger; one of an older format is migrated first, and that is said.
    static func log(_ path: String, readOnly: Bool) throws -> SQLiteEventLog {
        let log = try migrated(path, readOnly: readOnly)
        Interruption.stops(log)
        return log
    }

    private static func migrated(_ path: String, readOnly: Bool) throws -> SQLiteEventLog {
        do {
            return try SQLiteEventLog.open(path: path, readOnly: readOnly, onWait: Surroundings.tellOfWaiting)
        } catch LedgerError.olderFormat(
            path: _, let found, let supported)
        {
            Interruption.watch()
            let meter = ProgressMeter(words("转换格式", "migrating"))
            let backup = try Migration.migrate(path: path, progress: meter.report)
            meter.finish()
            if let backup {
                Surroundings.tell(
                    words(
                        "账本已从格式 \(found) 转换为 \(supported)；原文件保留为 \(Terminal.safe(backup))\n",
                        "the ledger was migrated from format \(found) to \(supported); the old file is kept as "
                            + "\(Terminal.safe(backup))\n"))
            }
            return try SQLiteEventLog.open(path: path, readOnly: readOnly, onWait: Surroundings.tellOfWaiting)
        }
    }

    static func office(_ log: SQLiteEventLog) -> Office {
        let office = Office(log: log, clock: Surroundings.now, newID: Surroundings.newID)
        office.holdClosingsToTheirTables()
        return office
    }

    /// The townships of all schemes that are not retracted, each once.
    static func townships(_ office: Office) throws -> [Scheme.Township] {
        try office.read { _, books in
            var found: [Scheme.Township] = []
            for adopted in books.schemes.reversed() where adopted.ended == nil {
                for township in adopted.scheme.townships where !found.contains(where: { $0.id == township.id }) {
                    found.append(township)
                }
            }
            return found
        }
    }

    /// The names that the plans in the ledger give.
    static func plans(_ office: Office) throws -> PlanNames {
        try office.read { reader, books in PlanNames(try books.plans(known: reader.size)) }
    }

    /// A township by what somebody called it.
    static func township(_ text: String, among townships: [Scheme.Township]) throws -> Scheme.Township {
        do throws(TownshipName.Fault) { return try TownshipName.find(text, among: townships) } catch {
            let names: (([Scheme.Township]) -> String) = {
                $0.map { words("\($0.name)（\($0.id)）", "\($0.name) (\($0.id))") }.joined(separator: words("、", ", "))
            }
            switch error {
            case .ambiguous(_, let matches):
                throw Complaint(
                    words(
                        "--township：“\(Terminal.safe(text))”不止一个：\(names(matches))；请写全",
                        "--township: \"\(Terminal.safe(text))\" is more than one: \(names(matches)); write it in full"))
            case .unknown:
                let near = FaultWords(words, townships: townships).townshipsNear(text)
                let hint =
                    near.isEmpty
                    ? words("；", ".")
                    : words(
                        "；是不是\(near.map { "“\($0.name)”" }.joined(separator: "或"))？",
                        "; did you mean \(near.map(\.name).joined(separator: " or "))?")
                throw Complaint(
                    words(
                        "--township：没有“\(Terminal.safe(text))”\(hint)可用：\(names(townships))",
                        "--township: found \"\(Terminal.safe(text))\"\(hint) Allowed: \(names(townships))"))
            }
        }
    }

    /// Runs a command: says what goes wrong on standard error, and ends with its code.
    static func run(_ body: () throws -> Void) throws {
        do {
            try body()
            try Surroundings.checkOutput()
        } catch let error as ExitCode { throw error } catch let error as Complaint {
            Surroundings.tell(error.text + "\n")
            throw error.code
        } catch let error as LineReader.Fault {
            Surroundings.tell(Desk.text(of: error) + "\n")
            throw code(of: error)
        } catch {
            let spoken = FaultWords(words)
            let text = spoken.words(for: error) ?? spoken.auditWords(for: error)
            Surroundings.tell((text ?? "\(error)") + "\n")
            throw code(of: error)
        }
    }

    static func code(of error: any Error) -> ExitCode {
        switch error as? LedgerError {
        case .noLedger, .notALedger, .olderFormat, .busy, .readOnly, .needsWriteAccess, .diskFull, .outOfMemory,
            .inputOutput:
            inputOutput
        case .interrupted: interrupted
        case .alreadyExists, .leftOver, .newerFormat, .damaged, .otherTree, .noSuchSize, .otherSize, .batchTooLarge,
            .ledgerFull, .clockOff, .unreadable:
            refused
        case nil: error is CocoaError ? inputOutput : refused
        }
    }

    private static func code(of fault: LineReader.Fault) -> ExitCode {
        switch fault {
        case .cannotOpen, .cannotRead: inputOutput
        case .lineTooLong: refused
        }
    }

    private static func text(of fault: LineReader.Fault) -> String {
        switch fault {
        case .cannotOpen(let path, let message), .cannotRead(let path, let message):
            words(
                "读不了 \(path)：\(message)；请检查路径和权限", "cannot read \(path): \(message); check the path and its permissions"
            )
        case .lineTooLong(let path, let line):
            words(
                "\(path):\(line): 一行超过 \(LineReader.lengthLimit) 字节；一行应当是一个 JSON 对象",
                "\(path):\(line): a line of more than \(LineReader.lengthLimit) bytes; a line holds one JSON object")
        }
    }

    /// Prints a JSON document, one line.
    static func print(_ json: JSON) { Surroundings.write(String(decoding: json.canonical, as: UTF8.self) + "\n") }
}

extension Books {
    /// The names by which sheets and forms may call things.
    func vocabulary() throws -> Vocabulary {
        Vocabulary(schemes, plans: PlanNames(try plans(known: size)))
    }
}
