import Testing

/// Fields of several types bear one name: a refusal speaks of the type that was submitted.
@Suite struct FieldWordsTests {
    @Test(arguments: [
        (
            "unit.rated unit=县财政局 month=2020-06 points=abc", ["0 至 100 的数字"],
            ["该考核项满分"]
        ),
        (
            "fair.registered fair=f organiser=o mode=x first_day=2020-06-15 last_day=2020-06-16 --effective 2020-05-20",
            ["both（线上线下）"], []
        ),
        (
            "funds.allotted fund_no=f level=x amount_cny=1 --effective 2020-06-01", ["资金名称 name", "central（中央）"],
            ["企业名称"]
        ),
    ]) func theWordsAreTheTypes(submission: String, said: [String], not: [String]) throws {
        let clerk = try Clerk.withLedger(locale: "zh_CN.UTF-8")
        let answer = try clerk("append " + submission)
        #expect(answer.code == 1)
        for word in said { #expect(answer.complaint.contains(word), "\(word): \(answer.complaint)") }
        for word in not { #expect(!answer.complaint.contains(word), "\(word): \(answer.complaint)") }
    }

    /// Of a correction it is the type of the record.
    @Test func aCorrectionIsOfItsRecordsType() throws {
        let clerk = try Clerk.withLedger(locale: "zh_CN.UTF-8")
        #expect(
            try clerk(
                "append fair.registered fair=f organiser=o mode=both first_day=2020-06-15 last_day=2020-06-16 "
                    + "--effective 2020-05-20 --id fr"
            ).code == 0)
        let answer = try clerk("correct fr mode=x --reason r")
        #expect(answer.code == 1 && answer.complaint.contains("both（线上线下）"), "\(answer.complaint)")
    }

    @Test(arguments: [
        ("append 出口", "月度进出口 trade.reported"), ("explain 家浦镇 --on 2020-06-30", "是不是“夹浦镇”"),
        ("import x.csv --separator 逗号", "可用：comma、semicolon、tab"), ("score 夹浦 和平", "多余的 2 个参数：“夹浦”、“和平”"),
        ("score --wide=1", "选项 --wide 不带值"), ("template 考核办法印发 -o a.xlsx", "“考核办法印发”没有样表"),
        ("catalog --format csv", "catalog 没有 CSV"),
    ]) func aChineseReaderIsAnsweredInChinese(command: String, said: String) throws {
        let clerk = try Clerk.withLedger(locale: "zh_CN.UTF-8")
        let answer = try clerk(command)
        #expect(answer.code != 0 && answer.complaint.contains(said), "\(answer.complaint)")
        #expect(!answer.complaint.contains("Please") && !answer.complaint.contains("unexpected"), "\(answer.complaint)")
    }
}
