import Foundation

/// Standard base64 with padding (RFC 4648 §4), strict in reading.
public enum Base64 {
    public static func encode(_ bytes: some Sequence<UInt8>) -> String { Data(bytes).base64EncodedString() }

    /// The bytes of a base64 text; nil where it is not the one encoding of those bytes.
    public static func decode(_ text: String) -> [UInt8]? {
        guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else { return nil }
        return Array(data)
    }
}
