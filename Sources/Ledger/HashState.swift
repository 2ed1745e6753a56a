import CNettle

/// A SHA-256 in the making, of bytes that come part by part. A value: nothing is allocated.
public struct HashState {
    private var state = sha256_ctx()

    public init() { nettle_sha256_init(&state) }

    /// Takes the next bytes.
    @inline(__always)
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        nettle_sha256_update(&state, bytes.count, start.assumingMemoryBound(to: UInt8.self))
    }

    /// Takes one byte more.
    public mutating func add(_ byte: UInt8) {
        var byte = byte
        nettle_sha256_update(&state, 1, &byte)
    }

    /// The hash of all bytes taken. The state begins anew.
    public mutating func finish() -> Hash {
        Hash { words in
            nettle_sha256_digest(&state, words.count, words.baseAddress?.assumingMemoryBound(to: UInt8.self))
        }
    }
}
