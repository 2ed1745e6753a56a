import TestSupport

/// A line with a byte changed, doubled or left out: mostly no event any more, now and then another one.
enum ChangedLine {
    static func of(_ line: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var other = line
        let place = Int.random(in: 0..<line.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            let marks = Array("0123456789.- \"\\,:AZaz{}".utf8) + [0x09, 0x7F, 0xC3, 0xE5]
            other[place] = marks.randomElement(using: &random) ?? 0
        case 1: other.insert(line[place], at: place)
        default: other.remove(at: place)
        }
        return other
    }
}
