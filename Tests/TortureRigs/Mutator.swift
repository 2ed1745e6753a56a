import Ledger
import TestSupport

/// Changes JSON documents so that they stay documents, or their bytes so that they may not.
struct Mutator {
    var random: SeededGenerator

    private static let texts = [
        "", " ", "0", "-1", "1e9", "999999999999999.99", "9999999999999999.99", "0.001", "NaN", "null", "2020-02-30",
        "0000-00-00", "9999-12-31", "10000-01", "2020-13", "'; DROP TABLE events; --", "x' OR '1'='1", "%s%n%x",
        "../../../../etc/passwd", "/dev/zero", "file:x?mode=rwc", "\u{1B}[2J\u{1B}]0;title\u{7}", "\u{9B}31m", "\0",
        "a\nb", "\u{202E}dcba", "\u{FEFF}", "\u{E0041}", "e\u{301}\u{301}", "\u{1100}\u{1161}", "Ω", "\u{FFFF}", "😀",
        "夹浦镇", "91330522MAEX00227H", "scheme.adopted", "event.corrected", "__proto__", "t1", "e1", "scheme",
        String(repeating: "长", count: 5_000), String(repeating: "e\u{301}", count: 2_000),
    ]

    private mutating func pick<Element>(_ items: [Element]) -> Element? { items.randomElement(using: &random) }
    mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }

    private mutating func value() -> JSON {
        switch number(0..<10) {
        case 0: .null
        case 1: .boolean(number(0..<2) == 0)
        case 2: .integer([0, -1, 1, (1 << 53) - 1, -(1 << 53) + 1, 2020, 99_991_231][number(0..<7)])
        case 3: .fraction(["0.1", "1e400", "-0", "9007199254740993"][number(0..<4)])
        case 4: .array((0..<number(0..<3)).map { .string("\($0)") })
        case 5: .members([.init("a", .string("b"))])
        case 6: (0..<number(1..<40)).reduce(JSON.string("deep")) { inner, _ in .array([inner]) }
        default: .string(pick(Mutator.texts) ?? "")
        }
    }

    /// The document with one of its values, keys or members changed.
    mutating func mutated(_ json: JSON) -> JSON {
        switch json {
        case .object(let members) where !members.isEmpty && number(0..<8) > 0:
            let index = number(0..<members.count)
            let member = members[index]
            var rest = members
            switch number(0..<12) {
            case 0: rest.remove(at: index)
            case 1: rest[index] = .init(pick(Mutator.texts) ?? "", member.value)
            case 2: rest.append(.init((pick(Mutator.texts) ?? "") + member.key, value()))
            case 3:
                let other = members[number(0..<members.count)]
                rest[index] = .init(member.key, other.value)
            default: rest[index] = .init(member.key, mutated(member.value))
            }
            var seen: Set<String> = []
            return .members(rest.filter { seen.insert($0.key).inserted })
        case .array(let items) where !items.isEmpty && number(0..<8) > 0:
            let index = number(0..<items.count)
            var rest = items
            switch number(0..<8) {
            case 0: rest.remove(at: index)
            case 1: rest.append(items[index])
            case 2: rest.swapAt(index, number(0..<items.count))
            default: rest[index] = mutated(items[index])
            }
            return .array(rest)
        default: return value()
        }
    }

    /// The bytes with some changed, left out, doubled or put in, as a broken copy or an attacker would.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        guard !bytes.isEmpty else { return [UInt8.random(in: .min ... .max, using: &random)] }
        var changed = bytes
        for _ in 0..<number(1..<4) {
            let place = number(0..<max(1, changed.count))
            switch number(0..<7) {
            case 0 where !changed.isEmpty: changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1 where !changed.isEmpty: changed.remove(at: place)
            case 2: changed.insert(UInt8.random(in: .min ... .max, using: &random), at: place)
            case 3: changed.removeSubrange(place...)
            case 4:
                let part = changed[place..<min(changed.count, place + number(1..<64))]
                changed.insert(contentsOf: Array(part), at: place)
            case 5:
                changed.insert(
                    contentsOf: Array(repeating: [UInt8]("[{\"\\-"[...].utf8)[number(0..<5)], count: 40), at: place)
            default:
                changed.insert(
                    contentsOf: Array("\\u\(["0000", "d800", "001b", "FFFF"][number(0..<4)])".utf8), at: place)
            }
        }
        return changed
    }
}
