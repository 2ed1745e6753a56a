import CZip

/// A part of a workbook, unpacked: what tests look at in files that the product wrote.
public enum WorkbookPart {
    /// - Throws: `Missing` where the file is no archive, or has no such part.
    public static func text(_ name: String, of path: String) throws -> String {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &code) else { throw Missing(name: path) }
        defer { zip_discard(archive) }
        guard let file = zip_fopen(archive, name, 0) else { throw Missing(name: name) }
        defer { zip_fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = block.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, UInt64($0.count)) }
            guard count >= 0 else { throw Missing(name: name) }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += block.prefix(Int(count))
        }
    }

    public struct Missing: Error {
        public let name: String
    }
}
