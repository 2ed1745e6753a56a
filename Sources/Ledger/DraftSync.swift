import Dispatch
import Foundation
import Synchronization

/// Makes a draft durable, in parts: a thread of its own waits for the disk while more is written, so that little is left to
/// wait for at the end.
///
/// The durability rests on `finish` alone. One descriptor is kept from the beginning: the system tells a failed write once to
/// each descriptor that is open (fsync(2)), so that one opened at the end might not be told what an earlier sync was.
public final class DraftSync: Sendable {
    private let path: String
    private let file: Int32
    private let synchronize: @Sendable (Int32) -> Int32
    private let queue = DispatchQueue(label: "taizhang.sync", qos: .utility)
    private let isUnderWay = Atomic(false)
    /// `errno` of the first sync that failed; 0 for none.
    private let failure = Atomic<Int32>(0)

    /// - Parameter synchronize: brings what was written to a descriptor's file to the disk; as fsync(2), which tests replace by a
    ///   disk that fails when they say so.
    /// - Throws: `LedgerError.inputOutput` where the file can't be opened.
    init(path: String, by synchronize: @escaping @Sendable (Int32) -> Int32 = { fsync($0) }) throws {
        self.path = path
        self.synchronize = synchronize
        file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw DraftSync.error(errno, path) }
    }

    deinit { close(file) }

    /// Has what was written so far brought to the disk, without waiting for it. Nothing happens where that is under way.
    public func begin() {
        guard !isUnderWay.exchange(true, ordering: .acquiringAndReleasing) else { return }
        queue.async { [self] in
            sync()
            isUnderWay.store(false, ordering: .releasing)
        }
    }

    /// Brings everything to the disk, and waits for it.
    /// - Throws: `LedgerError.inputOutput` where this or an earlier sync failed.
    public func finish() throws {
        queue.sync { sync() }
        let code = failure.load(ordering: .acquiring)
        guard code == 0 else { throw DraftSync.error(code, path) }
    }

    private func sync() {
        guard synchronize(file) != 0 else { return }
        let code = errno
        _ = failure.compareExchange(expected: 0, desired: code, ordering: .acquiringAndReleasing)
    }

    private static func error(_ code: Int32, _ path: String) -> LedgerError {
        .inputOutput(path: path, message: String(cString: strerror(code)))
    }
}
