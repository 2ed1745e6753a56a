import Testing

@testable import Ledger

@Suite struct JSONTests {
    func canonical(_ text: String) throws -> String {
        String(decoding: try JSONReader.read(text.utf8).canonical, as: UTF8.self)
    }

    /// RFC 8785 §3.2.3: keys by UTF-16 code units, so that an emoji stands before U+FB33.
    @Test func keysAreSortedByUTF16() throws {
        let sorted = try canonical(
            #"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#)
        #expect(sorted == "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{fb33}\":3}")
    }

    @Test func stringsHaveTheFewestEscapes() throws {
        #expect(
            try canonical(#""\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"\/""#) == "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\""
        )
    }

    @Test func spaceIsDropped() throws {
        #expect(try canonical(" { \"b\" : [ 1 , true ] ,\n\"a\" : { } } ") == #"{"a":{},"b":[1,true]}"#)
    }

    @Test(arguments: [
        (#"{"a":1,"b":2,"a":3}"#, JSONFault.Kind.duplicateKey("a"), 14),
        (#"{"b":1,"a":2,"b":3}"#, .duplicateKey("b"), 14),
        (#"{"a":1} x"#, .trailingText, 9),
        (#"{"a":"#, .endsEarly, 6),
        (#""\ud800""#, .loneSurrogate, 8),
        (#"{"a":01}"#, .syntax, 8),
    ])
    func faultsSayWhere(text: String, kind: JSONFault.Kind, byte: Int) {
        #expect(throws: JSONFault(kind: kind, byte: byte)) { try JSONReader.read(text.utf8) }
    }

    @Test func notUTF8() {
        #expect(throws: JSONFault(kind: .notUTF8, byte: 1)) { try JSONReader.read([0x22, 0xFF, 0x22]) }
    }

    @Test func depthIsBounded() throws {
        let limit = JSONReader.depthLimit
        _ = try JSONReader.read((String(repeating: "[", count: limit) + String(repeating: "]", count: limit)).utf8)
        #expect(throws: JSONFault.self) { try JSONReader.read(String(repeating: "[", count: 100_000).utf8) }
    }

    @Test func numbersAreIntegersBelow2To53() throws {
        #expect(try JSONReader.read("9007199254740991".utf8) == .integer(9_007_199_254_740_991))
        #expect(try JSONReader.read("9007199254740992".utf8) == .fraction("9007199254740992"))
        #expect(try JSONReader.read("1.0".utf8) == .fraction("1.0"))
    }

    @Test func textIsKeptInNFCAndTrimmed() {
        #expect(StoredText.normalized("\u{3000} 煤山镇\n") == "煤山镇")
        #expect(Array(StoredText.normalized("e\u{301}").utf8) == [0xC3, 0xA9])
        #expect(Array(StoredText.normalized("か\u{3099}").unicodeScalars.map(\.value)) == [0x304C])
        #expect(StoredText.hasControl("a\u{1B}[31m"))
        #expect(StoredText.hasControl("a\u{9B}31m"))
        #expect(!StoredText.hasControl("开发区(太湖街道)"))
    }

    /// In any order and of any number, keys are found twice at the same place, and sorted.
    @Test(arguments: [3, 33, 34, 200]) func keysOutOfOrderAreSortedAndComeOnce(count: Int) throws {
        // Every number below `count` once, jumping about.
        let keys = (0..<count).map { String($0 * 7 % count) + "k" }
        let text = "{" + keys.map { "\"\($0)\":1" }.joined(separator: ",")
        let found = try #require(try JSONReader.read((text + "}").utf8).object).map(\.key)
        #expect(found == Array(Set(keys)).sorted { JSON.keyPrecedes($0, $1) } && found.count == count)
        for key in [keys[0], keys[count - 1]] {
            // What is wrong behind it is not told in its place.
            #expect(throws: JSONFault(kind: .duplicateKey(key), byte: text.utf8.count + 2)) {
                try JSONReader.read((text + ",\"\(key)\":1,]").utf8)
            }
        }
        // Texts that Swift takes for equal are two keys.
        let both = try JSONReader.read((text + #","e\u0301":1,"\u00e9":2}"#).utf8)
        #expect(both.object?.count == count + 2)
    }

    /// Sixty thousand keys out of order took some fifteen seconds.
    @Test(.timeLimit(.minutes(1))) func manyKeysOutOfOrderAreReadAtOnce() throws {
        let keys = (0..<60_000).reversed().map { "\"\($0 + 100_000)\":1" }
        let start = ContinuousClock.now
        let read = try JSONReader.read(("{" + keys.joined(separator: ",") + "}").utf8)
        #expect(read.object?.count == 60_000 && read.object?.first?.key == "100000")
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
