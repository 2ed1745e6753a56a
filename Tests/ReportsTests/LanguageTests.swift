import Reports
import Testing

@Suite struct LanguageTests {
    @Test(arguments: [
        (["LANG": "zh_CN.UTF-8"], Language.zh),
        (["LANG": "ZH"], .zh),
        (["LANG": "en_US.UTF-8"], .en),
        (["LANG": "C"], .en),
        (["LC_ALL": "POSIX", "LANG": "zh_CN.UTF-8"], .en),
        (["LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "en_GB"], .zh),
        (["LC_ALL": "zh_CN", "LC_MESSAGES": "en_GB"], .zh),
        (["LC_CTYPE": "zh_CN"], .en),
        ([:], .en),
    ])
    func followsTheEnvironment(environment: [String: String], expected: Language) {
        #expect(Language.from(environment: environment) == expected)
    }

    @Test func picksTheWord() {
        #expect(Language.zh("是", "yes") == "是")
        #expect(Language.en("是", "yes") == "yes")
    }
}
