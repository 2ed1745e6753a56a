import Accounts
import Foundation
import Glibc
import Ledger
import Records
import TestSupport

/// What the process does that is killed: it records batch after batch, and writes a line for each one that the ledger has
/// acknowledged.
public enum Writer {
    /// The ids of a batch: from 1 to 7 records, by its number.
    static func ids(_ batch: Int) -> [String] { (0...(batch * 5 % 7)).map { "b\(batch)-\($0)" } }

    private static func submissions(_ batch: Int) -> [Submission] {
        ids(batch).enumerated().map { index, id in
            // Now and then a change of what an earlier batch recorded.
            if index == 2, batch > 3 { return .retract("b\(batch - 3)-0", id: id) }
            if index == 3, batch > 4 {
                return .correct("b\(batch - 1)-0", to: visit(batch - 1, 0, orders: 9), id: id)
            }
            return visit(batch, index, orders: batch, id: id)
        }
    }

    private static func visit(_ batch: Int, _ index: Int, orders: Int, id: String? = nil) -> Submission {
        .visit(1 + index % 4, "f\(batch)-\(index)", on: "2020-06-15", orders: "\(orders)", id: id)
    }

    /// Records batches from number `first` on until it is killed.
    public static func run(_ path: String, from first: Int) throws {
        let office = try SmallLedger.open(path)
        var number = first
        while true {
            let head = try office.append(submissions(number).map { .success($0) }, actor: "writer").head
            var line = Acknowledgement(batch: number, size: head.size, root: head.root.base64).text
            line.withUTF8 { _ = write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            number += 1
            if number % 11 == 0 { _ = try office.rebuild() }
        }
    }

    /// A line of the writer.
    struct Acknowledgement: Equatable {
        let batch: Int
        let size: Int64
        let root: String

        var text: String { "\(batch) \(size) \(root)\n" }

        init(batch: Int, size: Int64, root: String) {
            self.batch = batch
            self.size = size
            self.root = root
        }

        init?(_ line: Substring) {
            let parts = line.split(separator: " ")
            guard parts.count == 3, let batch = Int(parts[0]), let size = Int64(parts[1]) else { return nil }
            self.init(batch: batch, size: size, root: String(parts[2]))
        }
    }
}
