import Dispatch
import Synchronization

/// Makes values from inputs a step ahead of their use, on another core, in order: while one chunk of lines is written
/// to the store, the next is decoded. A value that was used is let go there too: what is made of many small objects takes
/// nearly as long to release as to make. Never are two values made at a time.
public final class Ahead<Input: Sendable, Output: Sendable> {
    private let inputs: () throws -> Input?
    private let transform: @Sendable (Input) -> Output
    private let queue = DispatchQueue(label: "taizhang.ahead", qos: .userInitiated)
    /// The values that are on their way or wait to be used, in order.
    private var pending: [Pending] = []
    private let depth: Int
    /// The one whose value was given last.
    private var spent: Pending?
    private var isStarted = false
    /// Whether there are no more inputs.
    private var isAtEnd = false
    private var failure: (any Error)?

    /// A value that is on its way.
    private final class Pending: Sendable {
        private let value = Mutex<Output?>(nil)
        private let done = DispatchSemaphore(value: 0)

        init(
            _ input: Input, on queue: DispatchQueue, releasing spent: Pending?,
            _ transform: @escaping @Sendable (Input) -> Output
        ) {
            queue.async { [self] in
                let made = transform(input)
                value.withLock { $0 = made }
                done.signal()
                spent?.value.withLock { $0 = nil }
            }
        }

        func wait() -> Output? {
            done.wait()
            return value.withLock { $0 }
        }
    }

    /// - Parameters:
    ///   - inputs: the next input, nil at the end; called on the caller's thread.
    ///   - depth: how many values are made ahead; more than one where they take unevenly long.
    ///   - transform: called on another one.
    public init(
        _ inputs: @escaping () throws -> Input?, depth: Int = 1, decode transform: @escaping @Sendable (Input) -> Output
    ) {
        self.inputs = inputs
        self.depth = depth
        self.transform = transform
    }

    /// The next value; nil at the end. The caller should have let go of the one before.
    /// - Throws: what `inputs` throws, after the values of the inputs before it.
    public func next() throws -> Output? {
        if !isStarted {
            isStarted = true
            start(depth)
        }
        guard let current = pending.first else {
            if let failure { throw failure }
            return nil
        }
        pending.removeFirst()
        // The next one starts before this one is waited for.
        start(1)
        spent = current
        return current.wait()
    }

    /// Waits until no value is on its way: for who stops before the end, and must not leave work behind.
    public func stop() {
        (isStarted, isAtEnd) = (true, true)
        for value in pending { _ = value.wait() }
        pending = []
    }

    private func start(_ count: Int) {
        do {
            for _ in 0..<count where !isAtEnd {
                guard let input = try inputs() else {
                    isAtEnd = true
                    return
                }
                pending.append(Pending(input, on: queue, releasing: spent, transform))
            }
        } catch {
            isAtEnd = true
            failure = error
        }
    }
}
