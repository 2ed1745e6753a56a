import Foundation
import Ledger
import Reports

/// A scheme's file.
enum SchemeFile {
    static func read(_ path: String) throws -> JSON {
        let data: Data
        do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
            throw Desk.Complaint(
                words(
                    "读不了 \(Terminal.safe(path))；请检查路径和权限",
                    "cannot read \(Terminal.safe(path)); check the path and its permissions"),
                code: Desk.inputOutput)
        }
        do throws(JSONFault) { return try JSONReader.read(data) } catch {
            throw Desk.Complaint("\(Terminal.safe(path)): \(FaultWords(words).words(error))")
        }
    }
}
