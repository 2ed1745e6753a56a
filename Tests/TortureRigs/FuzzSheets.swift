import Accounts
import Foundation
import Intake
import Ledger
import Records
import Reports
import TestSupport

extension FuzzReader {
    /// Spreadsheets as files, rehearsed as an import.
    static func sheet(_ end: String) throws -> FuzzReader {
        let desk = try FuzzDesk()
        let seeds = try Samples.sheets(end).map { try Array(Data(contentsOf: $0)) }
        let path = desk.ledger.folder.appendingPathComponent("x" + end).path
        return FuzzReader(name: String(end.dropFirst()), seeds: seeds) { bytes in
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            try desk.rehearse(path)
        }
    }

    /// The parts of .xlsx files, one text behind the other: what is changed is the XML, where in a packed file it would be
    /// the packing. A line of `mark` and a part's name stands before each.
    static func workbookParts() throws -> FuzzReader {
        let desk = try FuzzDesk()
        let seeds = try Samples.sheets(".xlsx").map { file in
            var text: [UInt8] = []
            for part in try Archive(path: file.path).parts {
                text += "\(mark)\(part.name)\n".utf8 + part.bytes + "\n".utf8
            }
            return text
        }
        let path = desk.ledger.folder.appendingPathComponent("x.xlsx").path
        return FuzzReader(name: "workbook", seeds: seeds) { bytes in
            guard let archive = archive(bytes) else { return }
            do { try archive.write(to: path) } catch is Broken { return }
            try desk.rehearse(path)
        }
    }

    private static let mark = "----"

    /// - Returns: nil where no part is named.
    private static func archive(_ bytes: [UInt8]) -> Archive? {
        var parts: [(name: String, bytes: [UInt8])] = []
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.starts(with: mark.utf8) {
                let name = String(decoding: line.dropFirst(mark.utf8.count), as: UTF8.self)
                guard !name.isEmpty, !name.utf8.contains(0), parts.count < 100 else { return nil }
                parts.append((name, []))
            } else if !parts.isEmpty {
                parts[parts.count - 1].bytes += line + [0x0A]
            }
        }
        return parts.isEmpty ? nil : Archive(parts: parts)
    }
}

/// A ledger that spreadsheets are imported into, as a rehearsal.
private struct FuzzDesk {
    let ledger: TemporaryLedger
    private let vocabulary: Vocabulary
    private let before: LogHead

    init() throws {
        ledger = try TemporaryLedger(now: SmallLedger.now)
        try ledger.append(
            [.adopt(try TemporaryLedger.builtInScheme(), id: "s1")] + (1...6).map { .register($0, "jiapu") })
        vocabulary = try ledger.office.read { _, books in Vocabulary(books.schemes) }
        before = try ledger.head()
    }

    func rehearse(_ path: String) throws {
        do {
            let intake = try Intake(paths: [path], options: .init(), vocabulary: vocabulary)
            let rows = intake.rows(limit: 2_000)
            do {
                let receipt = try ledger.office.append(rows, actor: "stranger", rehearse: true, changed: .proposed)
                try Harmless.require(ImportPage(receipt, rows, of: intake, language: .zh, isRehearsal: true).text())
            } catch let refused as BatchRefused {
                if let fault = rows.fault { throw fault }
                var placed = ImportRefused(refused, rows, of: intake)
                try placed.readCells(intake)
                try Harmless.require(ImportRefusedPage(FaultWords(.zh)).text(placed))
            }
        } catch let faults as IntakeFaults {
            try Broken.unless(!faults.faults.isEmpty, "refused without a fault")
            try Harmless.require(ImportRefusedPage(FaultWords(.zh)).text(faults))
        }
        try Broken.unless(try ledger.head() == before, "a rehearsal left a trace")
    }
}
