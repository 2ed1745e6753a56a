import Glibc

/// How a text file's bytes spell characters.
public enum TextEncoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case gb18030
    case utf16le = "utf-16le"
    case utf16be = "utf-16be"
}

/// A text file as UTF-8, block by block. Bytes that are not of its encoding end it with a fault.
final class TextFile {
    let encoding: TextEncoding
    private let file: FileBlocks
    private var converter: Converter?
    private var isAtStart = true

    /// - Parameter told: the encoding; nil to find it out: by the byte-order mark, else UTF-8 if the whole file is, else
    ///   GB 18030, which contains GBK and GB 2312.
    /// - Throws: `SheetFault`.
    /// - Complexity: finding out reads the file once, in bounded memory.
    init(path: String, told: TextEncoding?) throws(SheetFault) {
        file = try FileBlocks(path: path)
        if let told { encoding = told } else { encoding = try TextFile.found(path) }
        if encoding != .utf8 { converter = try Converter(from: encoding) }
    }

    /// The next bytes in UTF-8, without a byte-order mark; nil at the end.
    /// - Parameter row: where the reader is, for the fault.
    func next(row: Int) throws(SheetFault) -> [UInt8]? {
        while true {
            guard let block = try file.next() else {
                guard converter?.isIncomplete != true else { throw bad(row) }
                return nil
            }
            var text = block
            if let converter {
                guard let converted = converter.convert(block) else { throw bad(row) }
                text = converted
            }
            if isAtStart, !text.isEmpty {
                isAtStart = false
                if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
            }
            if !text.isEmpty { return text }
        }
    }

    private func bad(_ row: Int) -> SheetFault { .badText(encoding: encoding.rawValue, row: row) }

    private static func found(_ path: String) throws(SheetFault) -> TextEncoding {
        let file = try FileBlocks(path: path)
        var checker = UTF8Check()
        var isFirst = true
        while let block = try file.next() {
            if isFirst {
                isFirst = false
                if block.starts(with: [0xFF, 0xFE]) { return .utf16le }
                if block.starts(with: [0xFE, 0xFF]) { return .utf16be }
            }
            guard checker.take(block) else { return .gb18030 }
        }
        return checker.isComplete ? .utf8 : .gb18030
    }
}

/// A file's bytes, block by block.
final class FileBlocks {
    private let descriptor: Int32

    init(path: String) throws(SheetFault) {
        descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw .cannotOpen(message: String(cString: strerror(errno))) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func next() throws(SheetFault) -> [UInt8]? {
        var count = 0
        let block = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
            repeat { count = read(descriptor, buffer.baseAddress, buffer.count) } while count < 0 && errno == EINTR
            filled = max(0, count)
        }
        guard count >= 0 else { throw .cannotRead(message: String(cString: strerror(errno))) }
        return count == 0 ? nil : block
    }
}

/// Whether bytes that come in blocks are UTF-8 (RFC 3629).
struct UTF8Check {
    private var rest = 0
    private var least: UInt8 = 0x80
    private var most: UInt8 = 0xBF

    var isComplete: Bool { rest == 0 }

    /// - Returns: whether all bytes up to here may begin a UTF-8 text.
    mutating func take(_ bytes: [UInt8]) -> Bool {
        for byte in bytes {
            if rest > 0 {
                guard byte >= least, byte <= most else { return false }
                rest -= 1
                (least, most) = (0x80, 0xBF)
                continue
            }
            switch byte {
            case 0..<0x80: continue
            case 0xC2...0xDF: rest = 1
            case 0xE0...0xEF:
                rest = 2
                if byte == 0xE0 { least = 0xA0 }
                if byte == 0xED { most = 0x9F }
            case 0xF0...0xF4:
                rest = 3
                if byte == 0xF0 { least = 0x90 }
                if byte == 0xF4 { most = 0x8F }
            default: return false
            }
        }
        return true
    }
}

/// The system's `iconv`, fed block by block.
final class Converter {
    private let handle: iconv_t
    /// Bytes of a character whose end has not come yet.
    private var pending: [UInt8] = []

    var isIncomplete: Bool { !pending.isEmpty }

    init(from encoding: TextEncoding) throws(SheetFault) {
        guard let handle = iconv_open("UTF-8", encoding.rawValue.uppercased()), Int(bitPattern: handle) != -1 else {
            throw .cannotRead(message: "iconv: \(encoding.rawValue)")
        }
        self.handle = handle
    }

    deinit { iconv_close(handle) }

    /// The block in UTF-8; nil where its bytes are not of the encoding.
    func convert(_ block: [UInt8]) -> [UInt8]? {
        var source = pending + block
        pending = []
        var isGood = true
        let result = [UInt8](unsafeUninitializedCapacity: source.count * 3 + 16) { buffer, filled in
            source.withUnsafeMutableBytes { bytes in
                var input = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                var inputLeft = bytes.count
                var outputLeft = buffer.count
                buffer.withMemoryRebound(to: CChar.self) { out in
                    var output = out.baseAddress
                    let status = iconv(handle, &input, &inputLeft, &output, &outputLeft)
                    // An incomplete character at the end waits for the next block.
                    if status == -1, errno != EINVAL { isGood = false }
                }
                filled = buffer.count - outputLeft
                pending = Array(bytes.suffix(inputLeft))
            }
        }
        return isGood && pending.count < 8 ? result : nil
    }
}
