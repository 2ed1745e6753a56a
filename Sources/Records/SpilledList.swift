import Ledger

/// A list of small values by place, for what a replay notes of every event and seldom asks for again: the newest blocks are
/// in memory, those before them in a temporary file, so that memory does not grow with the list.
///
/// The file is made when the first block leaves memory. Where none can be made, or it takes no more, blocks stay in memory:
/// an answer that takes more memory is better than none.
struct SpilledList<Value: BitwiseCopyable>: ~Copyable {
    /// The values of a block.
    private let width: Int
    /// What stands at the places that were never set.
    private let empty: Value
    /// How many blocks stay in memory.
    private let limit: Int
    private let makeFile: () -> ScratchFile?
    private var file: ScratchFile?
    /// The blocks; one without values is in the file.
    private var blocks: [[Value]] = []
    /// The first block that is in memory, and no other behind it is not; nil when blocks stay there.
    private var oldest: Int? = 0
    private(set) var count = 0

    /// - Parameters:
    ///   - width: the values of a block.
    ///   - memory: how many bytes stay in memory, two blocks at least.
    ///   - makeFile: makes the file for the rest; nil where that can't be.
    init(
        empty: Value, width: Int = 1 << 14, memory: Int = 4 << 20,
        makeFile: @escaping () -> ScratchFile? = { ScratchFile() }
    ) {
        self.empty = empty
        self.width = width
        self.makeFile = makeFile
        limit = max(2, memory / (width * MemoryLayout<Value>.stride))
    }

    /// - Throws: `LedgerError.inputOutput`.
    func value(at place: Int) throws -> Value {
        let (block, offset) = place.quotientAndRemainder(dividingBy: width)
        guard block < blocks.count else { return empty }
        if !blocks[block].isEmpty { return blocks[block][offset] }
        var value = empty
        try withUnsafeMutableBytes(of: &value) { try file?.read(into: $0, at: SpilledList.byte(place)) }
        return value
    }

    /// - Throws: `LedgerError.inputOutput`.
    mutating func set(_ value: Value, at place: Int) throws {
        let (block, offset) = place.quotientAndRemainder(dividingBy: width)
        while block >= blocks.count { grow() }
        count = max(count, place + 1)
        if !blocks[block].isEmpty {
            blocks[block][offset] = value
        } else {
            try withUnsafeBytes(of: value) { try file?.write($0, at: SpilledList.byte(place)) }
        }
    }

    private static func byte(_ place: Int) -> Int { place * MemoryLayout<Value>.stride }

    private mutating func grow() {
        blocks.append(Array(repeating: empty, count: width))
        guard let leaving = oldest, blocks.count - leaving > limit else { return }
        if file == nil { file = makeFile() }
        do {
            guard let file else {
                oldest = nil
                return
            }
            try blocks[leaving].withUnsafeBytes { try file.write($0, at: SpilledList.byte(leaving * width)) }
            blocks[leaving] = []
            oldest = leaving + 1
        } catch {
            oldest = nil
        }
    }
}
