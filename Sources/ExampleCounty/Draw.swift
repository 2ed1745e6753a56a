/// A small seeded generator (SplitMix64): the same seed draws the same numbers on every machine.
///
/// Every question has a stream of its own, named by its topic and up to two keys such as an enterprise's number and a
/// month. So a figure never depends on what was drawn before it, and can be drawn again instead of being kept.
struct Draw {
    /// What is drawn. The raw value is part of the seed: keep them as they are.
    enum Topic: UInt64 {
        case enterprise = 1
        case founder, trade, importYear, latecomer, flash, fileDay
        case newcomer, visit, fairDay, insurance
        case serviceTrader, serviceTrade, monitoring, rating, report, investment
        case week, warning, ticket
        case ecommerce = 100
        case onlineRetail, index, inspection, work, unitRating
    }

    private var state: UInt64

    init(_ seed: UInt64, _ topic: Topic, _ first: Int = 0, _ second: Int = 0) {
        state = seed
        for key in [Int64(topic.rawValue), Int64(first), Int64(second)] {
            state = Draw.mixed(state ^ Draw.mixed(UInt64(bitPattern: key) &+ 1))
        }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Draw.mixed(state)
    }

    /// A number from 0 up to `limit`, itself left out.
    mutating func below(_ limit: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(limit)).high) }

    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// True in so many of a thousand cases.
    mutating func happens(permille: Int) -> Bool { below(1000) < permille }

    /// One of some items, of which there must be at least one.
    mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
