import Foundation

/// Texts that were read by people once and are to stay: one file each.
///
/// With `UPDATE_GOLDEN=1` in the environment the file is written anew instead, for people to read the difference.
public enum Golden {
    /// The lines in which `text` differs from the file, each as `-old` or `+new`; none where it is the same.
    public static func differences(_ text: String, _ file: URL) throws -> [String] {
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
            return []
        }
        let old = try String(contentsOf: file, encoding: .utf8)
        guard old != text else { return [] }
        let lines = (old: old.components(separatedBy: "\n"), new: text.components(separatedBy: "\n"))
        return lines.new.difference(from: lines.old).map { change in
            switch change {
            case .remove(_, let line, _): "-\(line)"
            case .insert(_, let line, _): "+\(line)"
            }
        }
    }
}
