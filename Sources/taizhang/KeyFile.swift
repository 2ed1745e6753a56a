import ArgumentParser
import Foundation
import Glibc
import Ledger
import Reports

/// A private key in a file that only its owner reads (mode 0600). The ledger's key lies outside the ledger: a copy of
/// the ledger must not bring along the means to sign for it.
struct KeyFile {
    /// A key's text takes a few hundred bytes.
    private static let lengthLimit = 4096

    let path: String

    var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// Reads the key; warns where others may read the file too.
    func read() throws -> SigningKey {
        let bytes = try ProofDesk.read(path, limit: KeyFile.lengthLimit)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw KeyFault.form }
        let key = try SigningKey(privateText: text)
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & 0o077 != 0 {
            Surroundings.tell(
                words(
                    "注意：私钥文件 \(Terminal.safe(path)) 别人也能读；请执行 chmod 600\n",
                    "note: others can read the private key \(Terminal.safe(path)); run chmod 600 on it\n"))
        }
        return key
    }

    /// Makes a key and writes it, mode 0600. A file that is there already is never touched.
    func make(name: KeyName) throws -> SigningKey {
        // SQLite would take a key of such a name for a journal, and delete it.
        try PageFile.checkName(path)
        var random = SystemRandomNumberGenerator()
        let key = try SigningKey.make(name: name, using: &random)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw Desk.Complaint(
                words(
                    "不能新建私钥文件 \(Terminal.safe(path))：\(reason)；换一个路径（已有的文件不会被覆盖）",
                    "can't make the key file \(Terminal.safe(path)): \(reason); choose another path, a file that is "
                        + "there is never overwritten"), code: Desk.inputOutput)
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data((key.privateText + "\n").utf8))
            try handle.synchronize()
        } catch {
            unlink(path)
            throw Desk.Complaint(
                words("写不了 \(Terminal.safe(path))；检查磁盘", "cannot write \(Terminal.safe(path)); check the disk"),
                code: Desk.inputOutput)
        }
        return key
    }

    /// A name for a ledger that nobody named: unlike any other.
    static func newOrigin() throws -> KeyName {
        var random = SystemRandomNumberGenerator()
        let digits = String(UInt64.random(in: .min ... .max, using: &random), radix: 16)
        return try KeyName("taizhang/" + String(repeating: "0", count: 16 - digits.count) + digits)
    }
}

struct KeyOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            words(
                "账本的私钥文件，默认取 TAIZHANG_KEY，再默认账本旁的同名 .key",
                "The ledger's private key; TAIZHANG_KEY, else the ledger's path with .key."), valueName: "file"),
        completion: .file())
    var key: String?

    func file(of ledger: LedgerOptions) -> KeyFile {
        KeyFile(
            path: key ?? Surroundings.environment["TAIZHANG_KEY"]
                ?? NSString(string: ledger.path).deletingPathExtension + ".key")
    }

    /// The key that signs for a ledger; made where there is none yet.
    func signingKey(of ledger: LedgerOptions) throws -> SigningKey {
        let file = file(of: ledger)
        if file.exists { return try file.read() }
        let key = try file.make(name: KeyFile.newOrigin())
        Surroundings.tell(
            words(
                "新建私钥 \(Terminal.safe(file.path))，请另行备份；公钥 \(key.verifier(.note))\n",
                "made the private key \(Terminal.safe(file.path)), keep a copy elsewhere; public key "
                    + "\(key.verifier(.note))\n"))
        return key
    }
}
