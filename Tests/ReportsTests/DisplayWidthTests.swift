import Reports
import Testing

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("煤山镇", 6), ("南太湖(李家巷镇)", 16), ("（Ａ）", 6), ("e\u{301}", 1), ("é", 1),
        ("a\u{200B}b", 2), ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("✓ 1", 3), ("❤\u{FE0F}", 2), ("각", 2), ("各", 2), ("…", 1),
        ("█░", 2), ("𠮷", 2), ("カナ", 4), ("カ\u{3099}", 2), ("ｶﾞ", 2),
    ])
    func counts(text: String, width: Int) { #expect(DisplayWidth.of(text) == width) }

    @Test func cutsBetweenCharacters() {
        #expect(DisplayWidth.cut("煤山镇", to: 6) == "煤山镇")
        #expect(DisplayWidth.cut("煤山镇", to: 5) == "煤山…")
        // A wide character that would be cut in half goes whole.
        #expect(DisplayWidth.cut("煤山镇", to: 4) == "煤…")
        #expect(DisplayWidth.cut("煤山镇", to: 1) == "…")
        #expect(DisplayWidth.cut("煤山镇", to: 0) == "")
        #expect(DisplayWidth.padded("煤山", to: 6) == "煤山  ")
        #expect(DisplayWidth.padded("7.00", to: 6, right: true) == "  7.00")
    }

    @Test func wrapsAtSpacesAndBetweenChineseCharacters() {
        #expect(DisplayWidth.wrapped("one two three", to: 8) == "one two\nthree")
        #expect(DisplayWidth.wrapped("统计截止，六月", to: 8, indent: " ") == "统计截\n 止，六\n 月")
        #expect(DisplayWidth.wrapped("as it is", to: nil) == "as it is")
        for width in 4...40 {
            let text = "已入账 185 条，末条 2020-07-03 09:00（北京时间）"
            for line in DisplayWidth.wrapped(text, to: width).split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= max(width, 10), "\(width): \(line)")
            }
        }
    }

    @Test func controlsAreShown() {
        #expect(Terminal.safe("示例\u{1B}[2J公司\n") == "示例␛[2J公司␊")
        #expect(Terminal.safe("a\u{202E}b\u{2066}c\u{85}") == "a<U+202E>b<U+2066>c<U+0085>")
        #expect(Terminal.safe("煤山镇 👨‍👩‍👧") == "煤山镇 👨‍👩‍👧")
    }
}
