import Accounts
import Foundation
import Intake
import Ledger
import Programmes
import Records
import Reports
import TestSupport

/// A clerk's desk: a ledger with the built-in scheme, and files that are imported into it. Today is 2020-07-01.
final class ImportDesk {
    let ledger: TemporaryLedger
    private let start: Int64

    init(_ first: [Submission] = []) throws {
        ledger = try TemporaryLedger()
        try ledger.append([.adopt(try TemporaryLedger.builtInScheme(), id: "s1")] + first)
        start = try ledger.head().size
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    static func fixture(_ name: String) -> String { folder.appendingPathComponent("Fixtures/\(name)").path }
    static func golden(_ name: String) -> URL { folder.appendingPathComponent("Golden/\(name)") }

    func path(_ name: String) -> String { ledger.folder.appendingPathComponent(name).path }

    /// Writes a text file and gives its path.
    func write(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
        return path(name)
    }

    func intake(_ paths: [String], _ options: Intake.Options = .init()) throws -> Intake {
        let vocabulary = try ledger.office.read { reader, books in
            Vocabulary(books.schemes, plans: PlanNames(try books.plans(known: reader.size)))
        }
        return try Intake(paths: paths, options: options, vocabulary: vocabulary)
    }

    /// What an import came to.
    enum Answer {
        case taken(Receipt, ImportPage)
        case refused(ImportRefused)
        case unread(IntakeFaults)
    }

    func take(
        _ paths: String..., options: Intake.Options = .init(), reason: String? = nil, rehearse: Bool = false
    ) throws -> Answer {
        do {
            let intake = try intake(paths, options)
            let rows = intake.rows()
            do {
                let receipt = try ledger.office.append(
                    rows, actor: "王", rehearse: rehearse, changed: reason.map { .corrected(reason: $0) } ?? .proposed)
                return .taken(receipt, ImportPage(receipt, rows, of: intake, language: .zh, isRehearsal: rehearse))
            } catch let refused as BatchRefused {
                if let fault = rows.fault { throw fault }
                var placed = ImportRefused(refused, rows, of: intake)
                try placed.readCells(intake)
                return .refused(placed)
            }
        } catch let faults as IntakeFaults {
            return .unread(faults)
        }
    }

    /// The events since the desk was set up, a line each: type, date, source, facts.
    func events() throws -> [String] {
        try ledger.office.read { reader, books in
            let first = start + 1
            guard reader.size >= first else { return [] }
            return try (first...reader.size).map { seq in
                let event = try books.recorded.event(seq)
                return "\(event.type) \(event.effective) [\(event.source)] "
                    + String(decoding: event.data.canonical, as: UTF8.self)
            }
        }
    }

    /// The heading's fault; nil where the file was understood or another thing is wrong.
    func headingFault(_ text: String, options: Intake.Options = .init()) throws -> HeadingFault? {
        guard case .unread(let faults) = try take(try write("h.csv", text), options: options),
            case .heading(let fault)? = faults.faults.first?.problem
        else { return nil }
        return fault
    }
}
