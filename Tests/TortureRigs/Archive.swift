import CZip
import Foundation

/// A zip archive in memory, to be changed part by part.
struct Archive {
    var parts: [(name: String, bytes: [UInt8])]

    init(parts: [(name: String, bytes: [UInt8])]) { self.parts = parts }

    init(path: String) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &code) else { throw Broken("\(path) is no archive") }
        defer { zip_discard(archive) }
        parts = []
        for index in 0..<zip_get_num_entries(archive, 0) {
            guard let name = zip_get_name(archive, UInt64(index), 0),
                let file = zip_fopen_index(archive, UInt64(index), 0)
            else { continue }
            defer { zip_fclose(file) }
            var bytes: [UInt8] = []
            var block = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = block.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, UInt64($0.count)) }
                guard count > 0 else { break }
                bytes += block.prefix(Int(count))
            }
            parts.append((String(cString: name), bytes))
        }
    }

    /// Writes the archive to a file, over what may be there.
    func write(to path: String) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else { throw Broken("zip_open: \(code)") }
        // The library reads the bytes when it closes the archive.
        var kept: [UnsafeMutableRawPointer] = []
        defer { for copy in kept { copy.deallocate() } }
        for (name, bytes) in parts {
            let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
            kept.append(copy)
            bytes.withUnsafeBytes { if let from = $0.baseAddress { copy.copyMemory(from: from, byteCount: $0.count) } }
            let source = zip_source_buffer(archive, copy, UInt64(bytes.count), 0)
            _ = zip_file_add(archive, name, source, UInt32(ZIP_FL_ENC_UTF_8 | ZIP_FL_OVERWRITE))
        }
        guard zip_close(archive) == 0 else {
            zip_discard(archive)
            throw Broken("the archive can't be written")
        }
    }
}
