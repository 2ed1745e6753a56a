import ArgumentParser
import Foundation
import Reports

/// The language of help and answers: `--lang` where it is given, else the locale's.
let words: Language = {
    let arguments = CommandLine.arguments
    for (index, argument) in arguments.enumerated() {
        if argument == "--lang", index + 1 < arguments.count, let found = Language(rawValue: arguments[index + 1]) {
            return found
        }
        if argument.hasPrefix("--lang="), let found = Language(rawValue: String(argument.dropFirst(7))) { return found }
    }
    return Language.from(environment: Surroundings.environment)
}()

@main
struct Taizhang: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "taizhang",
        abstract: words(
            "台账：只增不改的事件账本，任何一天、任何时点的得分都能重算、能解释。",
            "Taizhang: an append-only ledger of events; the score of any day, as known at any time."),
        discussion: words(
            """
            先建账，再入账，再问分：
              taizhang init
              taizhang append enterprise.registered enterprise=… name=… township=夹浦镇 export_band=under_5m_usd \
            --effective 2018-01-01
              taizhang score --on 2020-06-30 --known 2020-06-30

            --on 是业务日期（事实发生到哪一天），--known 是入账时点（账本记到哪一刻）。
            退出码：0 完成，1 被退回或核验不符，64 用法有误，74 读写失败，130 被中断。
            """,
            """
            Make a ledger, record, ask:
              taizhang init
              taizhang append enterprise.registered enterprise=… name=… township=jiapu export_band=under_5m_usd \
            --effective 2018-01-01
              taizhang score --on 2020-06-30 --known 2020-06-30

            --on is the date of the facts, --known the moment of recording.
            Exit codes: 0 done, 1 refused or failed check, 64 usage, 74 I/O, 130 interrupted.
            """),
        version: version,
        subcommands: [
            Init.self, CatalogCommand.self, Append.self, ImportCommand.self, Template.self, Correct.self, Retract.self,
            Log.self, Show.self, Score.self,
            ProgressCommand.self, Fairs.self, Exporters.self, FiguresCommand.self, Inspections.self, IndexCommand.self,
            WorkListCommand.self, UnitCommand.self,
            BulletinCommand.self, DigestCommand.self, TicketCommand.self, MonitoringCommand.self, AuditCommand.self,
            Explain.self,
            StatementCommand.self,
            ReplayCommand.self, Diff.self, Close.self, WhatIfCommand.self, Dispute.self, Export.self, Restore.self,
            Backup.self,
            SchemeCommand.self, Verify.self, Rebuild.self,
            CheckpointCommand.self, ReceiptCommand.self, Prove.self, Cosign.self, Keygen.self,
        ])

    private static let version = "taizhang 0.1.0"

    /// Ends the program after all was said that there is to say.
    private static func endSaid() -> Never {
        do { try Surroundings.checkOutput() } catch { Foundation.exit(Desk.inputOutput.rawValue) }
        Foundation.exit(ExitCode.success.rawValue)
    }

    /// Runs the command; what the parser can't read it says in the reader's language.
    static func main() {
        Surroundings.fillClosedStreams()
        // Programs ask it before they use this one; setting up the parser of all commands would take a quarter of the time.
        guard CommandLine.arguments.dropFirst() != ["--version"] else {
            Surroundings.write(version + "\n")
            endSaid()
        }
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            // A command that has told its fault itself leaves none to tell.
            let message = fullMessage(for: error)
            if words == .en, !message.isEmpty, exitCode(for: error) == .success {
                Surroundings.write(message + "\n")
                endSaid()
            }
            guard !message.isEmpty, words == .zh || exitCode(for: error) == .validationFailure else {
                exit(withError: error)
            }
            switch exitCode(for: error) {
            case .validationFailure:
                Surroundings.tell(words(UsageWords.chinese(message), message) + "\n")
                Foundation.exit(ExitCode.validationFailure.rawValue)
            // Help that was asked for, also by saying nothing.
            case .success:
                Surroundings.write(HelpWords.chinese(message) + "\n")
                endSaid()
            default: exit(withError: error)
            }
        }
    }
}
