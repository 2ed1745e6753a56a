import Reports
import Testing

@Suite struct TextTableTests {
    static let table = TextTable(
        [
            .init("名次", .right), .init("乡镇", least: 8), .init("合计\n(分)", .right), .init("备注", mayFold: true),
        ],
        rows: [
            ["1", "南太湖(李家巷镇)", .init("67.90", .green), "ok"], ["10", "煤山镇", "7.00", ""],
        ], foldedNote: "未显示:")

    @Test func alignsChineseAndLatin() {
        #expect(
            Self.table.render() == """
                                         合计
                名次  乡镇               (分)  备注
                ───────────────────────────────────
                   1  南太湖(李家巷镇)  67.90  ok
                  10  煤山镇             7.00

                """)
        #expect(Self.table.naturalWidth == 35)
    }

    @Test func shrinksThenFolds() {
        #expect(
            Self.table.render(width: 28) == """
                                  合计
                名次  乡镇        (分)  备注
                ────────────────────────────
                   1  南太湖(…   67.90  ok
                  10  煤山镇      7.00

                """)
        #expect(
            Self.table.render(width: 24) == """
                                    合计
                名次  乡镇          (分)
                ────────────────────────
                   1  南太湖(李…   67.90
                  10  煤山镇        7.00
                未显示:备注

                """)
    }

    @Test func noLineIsWiderThanAsked() {
        for width in 22...60 {
            for line in Self.table.render(width: width).split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= width)
            }
        }
    }

    @Test func colourChangesNoColumn() {
        let coloured = Self.table.render(width: 28, colour: true)
        #expect(coloured.contains("\u{1B}[32m67.90\u{1B}[0m"))
        let bare = coloured.replacing(/\u{1B}\[\d+m/, with: "")
        #expect(bare == Self.table.render(width: 28))
    }

    @Test func aNameCannotSteerTheTerminal() {
        let table = TextTable([.init("a"), .init("b")], rows: [["\u{1B}[31mred\n", "x"]])
        #expect(table.render().split(separator: "\n").last == "␛[31mred␊  x")
        #expect(TextTable([.init("a\u{1B}[2J\nb")]).render() == "a␛[2J\nb\n─────\n")
    }
}
