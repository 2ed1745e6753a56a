import Synchronization
import Testing

@testable import Ledger

@Suite struct PatienceTests {
    @Test func pausesGrowAndAddUp() {
        var waited = 0
        for attempt in 0..<400 {
            let pause = Patience.pause(attempt)
            #expect(pause.waited == waited && (1...100).contains(pause.milliseconds))
            waited += pause.milliseconds
        }
    }

    /// Nothing is told of a short wait, and one that ends in vain tells once.
    @Test func aWaitTellsOnceAndEnds() {
        let told = Mutex(0)
        let patience = Patience(limitMilliseconds: 1200) { told.withLock { $0 += 1 } }
        var attempt = 0
        while patience.wait(attempt) {
            attempt += 1
            if Patience.pause(attempt).waited < 1000 { #expect(told.withLock { $0 } == 0) }
        }
        #expect(told.withLock { $0 } == 1)
        #expect((1100...1200).contains(Patience.pause(attempt).waited))
    }
}
