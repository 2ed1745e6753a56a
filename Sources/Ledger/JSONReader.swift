import Foundation

/// A fault in a JSON text: what is wrong, and the byte at which it was found, counted from 1.
public struct JSONFault: Error, Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case tooLong(limit: Int)
        case notUTF8
        case syntax
        case endsEarly
        case trailingText
        case duplicateKey(String)
        case tooDeep(limit: Int)
        case loneSurrogate
    }
    public let kind: Kind
    public let byte: Int
}

/// A strict reader of JSON (RFC 8259 within I-JSON, RFC 7493): valid UTF-8, no key twice, no lone surrogate, bounded
/// length and depth. The standard library's and Foundation's readers let a doubled key pass, and a doubled key in a
/// submission means that two people read two different figures.
public struct JSONReader {
    /// The longest text read, in bytes (1 MiB): a scheme or plan is about 10 kB and at most 512 KiB, any other event under 2 kB.
    public static let lengthLimit = 1 << 20
    /// The deepest nesting read: a scheme or plan is at most 10 deep, inside an event, inside a receipt.
    public static let depthLimit = 16

    /// Reads one JSON value from the whole of `bytes`.
    /// - Throws: `JSONFault`.
    /// - Complexity: O(length), and O(members · log members) within an object of many members out of order.
    public static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONFault) -> JSON {
        guard bytes.count <= lengthLimit else {
            throw JSONFault(kind: .tooLong(limit: lengthLimit), byte: lengthLimit + 1)
        }
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.at == bytes.count else { throw reader.fault(.trailingText) }
        return value
    }

    /// Reads one JSON value from the whole of `bytes`.
    public static func read(_ bytes: some Sequence<UInt8>) throws(JSONFault) -> JSON {
        let array = ContiguousArray(bytes)
        let result = array.withUnsafeBufferPointer { buffer -> Result<JSON, JSONFault> in
            do throws(JSONFault) { return .success(try read(buffer)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private func fault(_ kind: JSONFault.Kind) -> JSONFault { JSONFault(kind: kind, byte: at + 1) }

    private mutating func skipSpace() {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 {
            at += 1
        }
    }

    private func peek() throws(JSONFault) -> UInt8 {
        guard at < bytes.count else { throw fault(.endsEarly) }
        return bytes[at]
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSON {
        guard depth <= JSONReader.depthLimit else { throw fault(.tooDeep(limit: JSONReader.depthLimit)) }
        skipSpace()
        switch try peek() {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"):
            try word("true")
            return .boolean(true)
        case UInt8(ascii: "f"):
            try word("false")
            return .boolean(false)
        case UInt8(ascii: "n"):
            try word("null")
            return .null
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString) throws(JSONFault) {
        for index in 0..<word.utf8CodeUnitCount {
            guard try peek() == word.utf8Start[index] else { throw fault(.syntax) }
            at += 1
        }
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSON {
        at += 1
        var members = ObjectMembers()
        skipSpace()
        if try peek() == UInt8(ascii: "}") {
            at += 1
            return .object([])
        }
        while true {
            skipSpace()
            guard try peek() == UInt8(ascii: "\"") else { throw fault(.syntax) }
            let keyAt = at
            let key = try string()
            skipSpace()
            guard try peek() == UInt8(ascii: ":") else { throw fault(.syntax) }
            at += 1
            let item = try value(depth: depth + 1)
            guard members.insert(JSON.Member(key, item)) else {
                throw JSONFault(kind: .duplicateKey(key), byte: keyAt + 1)
            }
            skipSpace()
            let mark = try peek()
            at += 1
            if mark == UInt8(ascii: "}") { return members.object }
            guard mark == UInt8(ascii: ",") else {
                at -= 1
                throw fault(.syntax)
            }
        }
    }

    private mutating func array(depth: Int) throws(JSONFault) -> JSON {
        at += 1
        var items: [JSON] = []
        skipSpace()
        if try peek() == UInt8(ascii: "]") {
            at += 1
            return .array([])
        }
        while true {
            items.append(try value(depth: depth + 1))
            skipSpace()
            let mark = try peek()
            at += 1
            if mark == UInt8(ascii: "]") { return .array(items) }
            guard mark == UInt8(ascii: ",") else {
                at -= 1
                throw fault(.syntax)
            }
        }
    }

    private mutating func number() throws(JSONFault) -> JSON {
        let start = at
        if try peek() == UInt8(ascii: "-") { at += 1 }
        let digitsAt = at
        while at < bytes.count, isDigit(bytes[at]) { at += 1 }
        guard at > digitsAt, at == digitsAt + 1 || bytes[digitsAt] != UInt8(ascii: "0") else { throw fault(.syntax) }
        var whole = true
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            whole = false
            at += 1
            let from = at
            while at < bytes.count, isDigit(bytes[at]) { at += 1 }
            guard at > from else { throw fault(.syntax) }
        }
        if at < bytes.count, bytes[at] == UInt8(ascii: "e") || bytes[at] == UInt8(ascii: "E") {
            whole = false
            at += 1
            if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
            let from = at
            while at < bytes.count, isDigit(bytes[at]) { at += 1 }
            guard at > from else { throw fault(.syntax) }
        }
        let spelling = String(decoding: bytes[start..<at], as: UTF8.self)
        if whole, let value = Int64(spelling), value.magnitude < 1 << 53 { return .integer(value) }
        return .fraction(spelling)
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private mutating func string() throws(JSONFault) -> String {
        let start = at
        at += 1
        // The common case: a run of plain bytes up to the closing quote.
        var plainEnd = at
        while plainEnd < bytes.count, bytes[plainEnd] != 0x22, bytes[plainEnd] != 0x5C, bytes[plainEnd] >= 0x20 {
            plainEnd += 1
        }
        guard plainEnd < bytes.count else {
            at = bytes.count
            throw fault(.endsEarly)
        }
        if bytes[plainEnd] == 0x22 {
            guard let text = JSONReader.text(UnsafeBufferPointer(rebasing: bytes[at..<plainEnd])) else {
                throw JSONFault(kind: .notUTF8, byte: start + 1)
            }
            at = plainEnd + 1
            return text
        }
        var buffer = Array(bytes[at..<plainEnd])
        at = plainEnd
        while true {
            let byte = try peek()
            if byte == 0x22 {
                at += 1
                break
            }
            guard byte >= 0x20 else { throw fault(.syntax) }
            at += 1
            guard byte == 0x5C else {
                buffer.append(byte)
                continue
            }
            let escape = try peek()
            at += 1
            switch escape {
            case 0x22, 0x5C, 0x2F: buffer.append(escape)
            case UInt8(ascii: "b"): buffer.append(0x08)
            case UInt8(ascii: "t"): buffer.append(0x09)
            case UInt8(ascii: "n"): buffer.append(0x0A)
            case UInt8(ascii: "f"): buffer.append(0x0C)
            case UInt8(ascii: "r"): buffer.append(0x0D)
            case UInt8(ascii: "u"):
                var code = try hex4()
                if (0xD800..<0xDC00).contains(code) {
                    guard at + 1 < bytes.count, bytes[at] == 0x5C, bytes[at + 1] == UInt8(ascii: "u") else {
                        throw fault(.loneSurrogate)
                    }
                    at += 2
                    let low = try hex4()
                    guard (0xDC00..<0xE000).contains(low) else { throw fault(.loneSurrogate) }
                    code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
                }
                guard let scalar = Unicode.Scalar(code) else { throw fault(.loneSurrogate) }
                buffer.append(contentsOf: String(Character(scalar)).utf8)
            default:
                at -= 1
                throw fault(.syntax)
            }
        }
        guard let text = buffer.withUnsafeBufferPointer({ JSONReader.text($0) }) else {
            throw JSONFault(kind: .notUTF8, byte: start + 1)
        }
        return text
    }

    /// The text that UTF-8 bytes spell; nil where they are no UTF-8. `String(validating:)` says the same, but looks up
    /// generic metadata at each call, which costs more than the check itself.
    static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var text = String(decoding: bytes, as: UTF8.self)
        // What is no UTF-8 was replaced, and so differs.
        let isSame = text.withUTF8 { utf8 in
            guard let a = utf8.baseAddress, let b = bytes.baseAddress else { return bytes.isEmpty }
            return utf8.count == bytes.count && memcmp(a, b, bytes.count) == 0
        }
        return isSame ? text : nil
    }

    private mutating func hex4() throws(JSONFault) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            let byte = try peek()
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { throw fault(.syntax) }
            code = code << 4 | UInt32(digit)
            at += 1
        }
        return code
    }
}
