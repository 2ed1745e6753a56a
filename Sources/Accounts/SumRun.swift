import Ledger

/// One event's change of an account's sum in a bucket.
struct SumChange: Hashable {
    let seq: Int64
    let account: Int32
    let amount: Int128
}

/// All sums of one bucket, and how events changed them from one of them on, in order of (seq, account), packed into a few
/// bytes each.
///
/// A table of scores asks for every account of some months. With the sums of all accounts side by side it is answered by
/// one look-up a month, whatever the size of the ledger, where a row of each account would be searched for by itself.
///
/// `before` has, for each account whose sum is not 0, the step of its number from the one ahead of it and the sum. A change
/// has the step of seq from the one ahead of it, the account and the amount. All are numbers of `LEB128`. The changes of one
/// event are never parted between two runs.
struct SumRun {
    /// The event of its first change.
    let first: Int64
    /// The sums before it.
    let before: [UInt8]
    private(set) var changes: [UInt8] = []
    private(set) var last: Int64
    /// The sums after the last change, by account.
    private(set) var sums: [Int128]

    /// From this many bytes on a run takes no further event. A question walks along half of one, past the sums before it (some
    /// 400 bytes of a month's accounts): shorter runs would repeat those more often than they spare of the walk, longer ones
    /// make every question walk further the more events a bucket has.
    static let fullAt = 600

    /// Begins a run.
    /// - Parameter sums: those before its first change, by account.
    init(first: Int64, sums: [Int128]) {
        self.first = first
        self.sums = sums
        last = first
        var bytes: [UInt8] = []
        var next = 0
        for (account, sum) in sums.enumerated() where sum != 0 {
            LEB128.append(UInt64(account - next), to: &bytes)
            LEB128.append(signed: sum, to: &bytes)
            next = account + 1
        }
        before = bytes
    }

    /// Takes up a stored run. O(its length).
    init(first: Int64, before: UnsafeBufferPointer<UInt8>, changes: UnsafeBufferPointer<UInt8>, accounts: Int) throws {
        self.first = first
        last = first
        self.before = Array(before)
        sums = try SumRun.sums(before, accounts: accounts)
        var walk = SumChanges(first: first, changes, accounts: accounts)
        while let change = try walk.next() {
            last = change.seq
            add(change.amount, to: change.account)
        }
        self.changes = Array(changes)
    }

    /// Whether the changes of an event belong into a run of their own.
    func isFull(for seq: Int64) -> Bool { changes.count >= SumRun.fullAt && seq != last }

    mutating func append(seq: Int64, account: Int32, amount: Int128) {
        LEB128.append(UInt64(bitPattern: seq &- last), to: &changes)
        LEB128.append(UInt64(account), to: &changes)
        LEB128.append(signed: amount, to: &changes)
        last = seq
        add(amount, to: account)
    }

    private mutating func add(_ amount: Int128, to account: Int32) {
        while sums.count <= Int(account) { sums.append(0) }
        sums[Int(account)] &+= amount
    }

    /// The sums that stand in a run's `before`, by account.
    /// - Parameter accounts: how many there are; more than any that the run names.
    /// - Throws: `LedgerError.damaged`.
    static func sums(_ before: UnsafeBufferPointer<UInt8>, accounts: Int) throws -> [Int128] {
        var sums = [Int128](repeating: 0, count: accounts)
        try sums.withUnsafeMutableBufferPointer { try add(before, to: $0) }
        return sums
    }

    /// Adds the sums that stand in a run's `before` to others, one for each account.
    /// - Throws: `LedgerError.damaged`.
    static func add(_ before: UnsafeBufferPointer<UInt8>, to sums: UnsafeMutableBufferPointer<Int128>) throws {
        var numbers = LEB128Reader(before)
        var next: UInt64 = 0
        while !numbers.isAtEnd {
            let (account, isOver) = next.addingReportingOverflow(try numbers.number())
            guard !isOver, account < UInt64(sums.count) else { throw SumRun.unknownAccount }
            sums[Int(account)] &+= try numbers.wide()
            next = account + 1
        }
    }

    fileprivate static let unknownAccount = LedgerError.damaged("sums: a run names an account that is not there")
}

/// Walks along the changes of a stored run.
struct SumChanges {
    private var numbers: LEB128Reader
    private var seq: Int64
    private let accounts: UInt64

    /// - Parameters:
    ///   - bytes: must outlive the walk.
    ///   - accounts: how many there are; more than any that the run may name.
    init(first: Int64, _ bytes: UnsafeBufferPointer<UInt8>, accounts: Int) {
        numbers = LEB128Reader(bytes)
        seq = first
        self.accounts = UInt64(accounts)
    }

    /// The next change; nil at the end.
    /// - Throws: `LedgerError.damaged` where the bytes are no change.
    @inline(__always)
    mutating func next() throws -> SumChange? {
        guard !numbers.isAtEnd else { return nil }
        seq &+= Int64(bitPattern: try numbers.number())
        let account = try numbers.number()
        guard account < accounts else { throw SumRun.unknownAccount }
        return SumChange(seq: seq, account: Int32(account), amount: try numbers.wide())
    }
}
