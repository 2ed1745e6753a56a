import Ledger
import Records
import Reports
import Scoring
import Testing

@Suite struct ScorePageTests {
    static func page(_ name: String, on: Int32, _ language: Language) throws -> ScorePage {
        let (table, head) = try Fixture.score(name, on: on)
        return ScorePage(table, head: head, language: language)
    }

    /// The lines of a page between the rule and the next empty line.
    static func rows(_ page: String) -> [Substring] {
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
        guard let rule = lines.firstIndex(where: { $0.hasPrefix("──") }) else { return [] }
        return Array(lines[(rule + 1)...].prefix { !$0.isEmpty })
    }

    @Test func groupsStandWhereIndicatorsAreTooWide() throws {
        let text = try Self.page("county-150", on: 20_200_630, .zh).text(width: 80, colour: false)
        #expect(
            text.hasPrefix(
                """
                2020年度乡镇(街道、园区)出口攻坚指数考核办法
                统计截止  2020-06-30（计入 1–6 月）
                已入账    3656 条事件，末条 2021-03-19 09:00:25（北京时间），树根 0Ugay3ennVED…

                                                        防疫                信保
                                             目标  主体 物资 进口 境外 服务 覆盖 订单+ 信息
                名次 乡镇              合计  任务  培育 出口 贸易 投资 贸易   面  清单 交流
                     满分               100    60    10    3    3    3    3    5     5    8
                ───────────────────────────────────────────────────────────────────────────
                   1 夹浦镇           84.60 56.62  8.67 2.40 2.60 0.00 0.00 4.31  5.00 5.00
                   2 开发区(太湖街道) 71.39 48.62  8.00 1.00 2.40 0.00 1.20 2.67  4.50 3.00

                """))
        #expect(text.hasSuffix("各列为分组合计；--wide 显示全部考核项\n"))
    }

    @Test(arguments: Language.allCases) func fitsTheWidth(language: Language) throws {
        for (name, on) in [("small-13", Int32(20_200_430)), ("county-150", 20_200_630)] {
            let page = try Self.page(name, on: on, language)
            for width in Array(60...90) + [100, 119, 120, 121, 150, 176, 200] {
                let text = page.text(width: width, colour: false)
                for line in text.split(separator: "\n") {
                    #expect(DisplayWidth.of(String(line)) <= width, "\(width): \(line)")
                }
                #expect(Self.rows(text).count == 11)
            }
        }
    }

    /// Whatever is summed up, a row's columns add up to its total.
    @Test func columnsAddUpToTheTotal() throws {
        let page = try Self.page("county-150", on: 20_200_630, .en)
        for width in [60, 70, 80, 100, 120, 140] {
            for row in Self.rows(page.text(width: width, colour: false)) {
                let numbers = row.split(separator: " ").dropFirst(2).map {
                    (try? Hundredths(String($0)))?.value ?? .min
                }
                #expect(numbers.count > 2 && numbers[0] == numbers.dropFirst().reduce(0, +), "\(row)")
            }
        }
    }

    @Test func flagsAreMarkedAndExplained() throws {
        let page = try Self.page("small-13", on: 20_200_430, .zh)
        let text = page.text(width: 80, colour: false)
        #expect(text.contains("任务†") && text.contains("† 暂按第一栏任务（至 2020-05）"))
        #expect(text.contains("0.24*     — 2.75"))
        #expect(text.contains("— 分母为 0"))
        let clean = try Self.page("county-150", on: 20_200_630, .zh).text(width: 80, colour: false)
        #expect(!clean.contains("†") && !clean.contains("*") && !clean.contains("分母"))
    }

    @Test func ordersByRankOrAsTheScheme() throws {
        let page = try Self.page("county-150", on: 20_200_630, .zh)
        let byRank = Self.rows(page.text(order: .rank, width: nil, colour: false))
        let byScheme = Self.rows(page.text(order: .scheme, width: nil, colour: false))
        #expect(byRank.map { $0.split(separator: " ")[0] } == (1...11).map { Substring(String($0)) })
        #expect(byScheme.map { $0.split(separator: " ")[1] } == page.table.scheme.townships.map { Substring($0.name) })
        #expect(Set(byRank) == Set(byScheme))
    }

    @Test func wideShowsEveryIndicator() throws {
        let page = try Self.page("county-150", on: 20_200_630, .en)
        #expect(Self.rows(page.text(width: 80, wide: true, colour: false))[0].split(separator: " ").count == 3 + 14)
    }

    @Test func oneTownshipByIdOrName() throws {
        let page = try Self.page("small-13", on: 20_200_430, .zh)
        let text = try #require(page.text(township: "meishan", width: 80, colour: false))
        #expect(text == page.text(township: "煤山镇", width: 80, colour: false))
        #expect(text.contains("煤山镇 · 第 2 名，共 11 个 · 合计 17.07 / 100"))
        #expect(Self.rows(text).count == 14)
        #expect(text.contains("主体培育               10.00    10  附件2 主体培育\n"))
        #expect(page.text(township: "nowhere", width: 80, colour: false) == nil)
    }

    @Test func colourChangesNoText() throws {
        let page = try Self.page("small-13", on: 20_200_430, .zh)
        let coloured = page.text(width: 80, colour: true)
        #expect(coloured.contains("\u{1B}["))
        #expect(coloured.replacing(/\u{1B}\[\d+m/, with: "") == page.text(width: 80, colour: false))
    }

    @Test func csvHasEveryIndicatorAndTheFlags() throws {
        let lines = try Self.page("small-13", on: 20_200_430, .zh).csv().split(separator: "\r\n")
        #expect(lines.count == 12)
        #expect(lines[0].hasPrefix("rank,id,name,total,target.completion,") && lines[0].hasSuffix(",information,flags"))
        #expect(
            lines[2]
                == "2,meishan,煤山镇,17.07,0.00,0.00,0.00,0.00,10.00,0.00,0.00,0.00,0.00,1.50,1.50,0.00,1.07,3.00,"
                + "target.completion:provisional epidemic.share:undefined")
    }
}
