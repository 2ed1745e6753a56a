import ArgumentParser
import Foundation
import Ledger
import Reports

/// What the commands about keys, checkpoints and proofs share.
enum ProofDesk {
    /// The longest file read; the readers behind it have limits of their own.
    static let lengthLimit = JSONReader.lengthLimit

    /// As `Desk.run`, with the words for keys and proofs.
    static func run(_ body: () throws -> Void) throws {
        try Desk.run { try speaking(of: nil, body) }
    }

    /// Puts what goes wrong into words, with the file that it is about.
    static func speaking<Result>(of file: String?, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch {
            guard let text = FaultWords(words).proofWords(for: error) else { throw error }
            throw Desk.Complaint((file.map { Terminal.safe($0) + ": " } ?? "") + text)
        }
    }

    /// The bytes of a file, or of standard input for `-`.
    static func read(_ path: String, limit: Int = lengthLimit) throws -> [UInt8] {
        let data: Data?
        do {
            let handle =
                path == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            // One byte more than is allowed, so that a longer file is not taken for a shorter one.
            data = try handle.read(upToCount: limit + 1)
        } catch {
            throw Desk.Complaint(
                words(
                    "读不了 \(Terminal.safe(path))；请检查路径和权限",
                    "cannot read \(Terminal.safe(path)); check the path and its permissions"), code: Desk.inputOutput)
        }
        guard let data else { return [] }
        guard data.count <= limit else {
            throw Desk.Complaint(
                words(
                    "\(Terminal.safe(path)) 超过 \(limit) 字节；检查是不是给错了文件",
                    "\(Terminal.safe(path)) has more than \(limit) bytes; is it the right file?"))
        }
        return Array(data)
    }

    /// Writes to a file, or to standard output.
    static func write(_ bytes: [UInt8], to path: String?) throws {
        guard let path, path != "-" else {
            return Surroundings.write(bytes)
        }
        try PageFile(path).write(bytes)
    }

    static func checkpoint(_ path: String) throws -> SignedCheckpoint {
        let bytes = try read(path)
        return try speaking(of: path) { try SignedCheckpoint(bytes) }
    }

    /// A public key given on the command line: its text, or a file with it.
    static func verifierKey(_ text: String, option: String) throws -> VerifierKey {
        if FileManager.default.fileExists(atPath: text) {
            let bytes = try read(text, limit: 4096)
            return try speaking(of: text) {
                guard let text = String(validating: bytes, as: UTF8.self) else { throw KeyFault.form }
                return try VerifierKey(text)
            }
        }
        return try speaking(of: option) { try VerifierKey(text) }
    }
}
