/// Changes the text of an XML part: as text with tags, so that it stays nearly one.
struct XMLMutator {
    private static let values = [
        "", "-1", "0", "1e308", "1e-400", "NaN", "INF", "99999999999999999999", "0x10", "2020-02-30", "43831.999999",
        "-657435", "A1", "XFD1048576", "XFE1", "A0", "$A$1", "A1:XFD1048576", "s", "inlineStr", "str", "b", "e", "d",
        "=cmd|' /C calc'!A0", "=HYPERLINK(&quot;http://x&quot;)", "&#0;", "&#xFFFF;", "&#x1B;[2J", "&lol;", "&amp;amp;",
        "../../../etc/passwd", "file:///etc/passwd", "http://127.0.0.1/x", "'; DROP TABLE events;--", "夹浦镇",
        "91330522MAEX00227H", "合计", "出口额（亿元）", "2020年13月", "１２３", "1,234.5", "1.2.3", "\u{202E}x", "%s%n",
    ]
    private static let insertions = [
        "<!DOCTYPE x [<!ENTITY lol \"lol\"><!ENTITY a \"&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;\">"
            + "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>",
        "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">", "<!DOCTYPE x [<!ENTITY % e SYSTEM \"http://127.0.0.1/\">%e;]>",
        "<![CDATA[<row r=\"1\"/>]]>", "<?xml-stylesheet href=\"x\"?>", "<!-- -- -->", "&lol;", "\0", "<row r=\"1\"/>",
        "<c r=\"A1\" t=\"s\"><v>4294967296</v></c>", "<si><t>x</t></si>", "<mergeCell ref=\"A1:XFD1048576\"/>",
        "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\"/>",
    ]

    /// The part with one thing changed.
    static func mutated(_ bytes: [UInt8], _ mutator: inout Mutator) -> [UInt8] {
        let tags = tags(bytes)
        guard !tags.isEmpty else { return mutator.mutated(bytes) }
        let tag = tags[mutator.number(0..<tags.count)]
        var changed = bytes
        switch mutator.number(0..<13) {
        case 0: changed.removeSubrange(tag)
        case 1: changed.insert(contentsOf: Array(bytes[tag]), at: tag.lowerBound)
        case 2:
            // Another tag's text in place of this one's.
            changed.replaceSubrange(tag, with: Array(bytes[tags[mutator.number(0..<tags.count)]]))
        case 3, 4, 5: changed = replacingAttribute(changed, tag, &mutator)
        case 6, 7, 8:
            // What stands behind the tag, up to the next one.
            let end = bytes[tag.upperBound...].firstIndex(of: 0x3C) ?? bytes.endIndex
            changed.replaceSubrange(tag.upperBound..<end, with: Array(value(&mutator).utf8))
        case 9: changed.insert(contentsOf: Array(insertion(&mutator).utf8), at: tag.lowerBound)
        case 10: changed = Array(insertion(&mutator).utf8) + changed
        case 11 where mutator.number(0..<6) == 0:
            let depth = [100, 1_000, 50_000][mutator.number(0..<3)]
            let closes = mutator.number(0..<2) == 0
            let nest = String(repeating: "<g>", count: depth) + (closes ? String(repeating: "</g>", count: depth) : "")
            changed.insert(contentsOf: Array(nest.utf8), at: tag.lowerBound)
        case 12 where mutator.number(0..<30) == 0:
            // Packs a thousand times smaller than it is.
            changed.insert(contentsOf: [UInt8](repeating: 0x20, count: 8 << 20), at: tag.lowerBound)
        default: changed = mutator.mutated(changed)
        }
        return changed
    }

    private static func value(_ mutator: inout Mutator) -> String { values[mutator.number(0..<values.count)] }
    private static func insertion(_ mutator: inout Mutator) -> String {
        insertions[mutator.number(0..<insertions.count)]
    }

    private static func tags(_ bytes: [UInt8]) -> [Range<Int>] {
        var tags: [Range<Int>] = []
        var start: Int?
        for (index, byte) in bytes.enumerated() {
            if byte == 0x3C { start = index }
            if byte == 0x3E, let from = start {
                tags.append(from..<index + 1)
                start = nil
            }
        }
        return tags
    }

    private static func replacingAttribute(_ bytes: [UInt8], _ tag: Range<Int>, _ mutator: inout Mutator) -> [UInt8] {
        let quotes = bytes[tag].indices.filter { bytes[$0] == 0x22 }
        guard quotes.count > 1 else { return mutator.mutated(bytes) }
        let first = mutator.number(0..<quotes.count / 2) * 2
        var changed = bytes
        changed.replaceSubrange(quotes[first] + 1..<quotes[first + 1], with: Array(value(&mutator).utf8))
        return changed
    }
}
