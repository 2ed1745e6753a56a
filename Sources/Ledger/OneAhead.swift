import Dispatch
import Synchronization

/// Makes values one after the other on another core, each while the one before it is used.
///
/// Unlike `Ahead`, which decodes inputs that are read on the caller's thread, this leaves the whole making to the other
/// thread; never are two values made at a time.
public final class OneAhead<Output: Sendable> {
    private let make: @Sendable () -> Output?
    private var pending: Pending?

    /// A value that is on its way.
    private final class Pending: Sendable {
        private let value = Mutex<Output?>(nil)
        private let done = DispatchSemaphore(value: 0)

        init(_ make: @escaping @Sendable () -> Output?) {
            DispatchQueue.global(qos: .userInitiated).async { [self] in
                let made = make()
                value.withLock { $0 = made }
                done.signal()
            }
        }

        func wait() -> Output? {
            done.wait()
            return value.withLock { $0 }
        }
    }

    /// - Parameter make: the next value, nil at the end; called on another thread, one call after the other.
    public init(_ make: @escaping @Sendable () -> Output?) { self.make = make }

    /// The next value; nil at the end.
    public func next() -> Output? {
        guard let value = (pending ?? Pending(make)).wait() else { return nil }
        pending = Pending(make)
        return value
    }
}
