/// The eleven places of the notice, and how the example sees them. All figures but the targets are made up.
struct Township: Sendable {
    /// As in the built-in scheme.
    let id: String
    /// How its office signs.
    let office: String
    /// The target of new exporters for 1–6月 in Attachment 3. They sum to 100, so they also share out the enterprises.
    let weight: Int
    /// What is made there; named twice, twice as often.
    let industries: [Industry]
    /// How far its exports of 2020 run ahead of the county's, in permille.
    let edge2020: Int
    /// How far its enterprises are ahead in taking out insurance, in permille of them.
    let insuranceLead: Int
    /// In how many of a thousand months it sends in a report.
    let diligence: Int

    static let all: [Township] = [
        Township(
            id: "kaifaqu", office: "开发区", weight: 27,
            industries: [.machinery, .machinery, .batteries, .textiles, .household, .medical, .materials],
            edge2020: 15, insuranceLead: 10, diligence: 950),
        Township(
            id: "nantaihu", office: "李家巷镇", weight: 9, industries: [.materials, .materials, .machinery, .textiles],
            edge2020: 30, insuranceLead: -20, diligence: 850),
        Township(
            id: "meishan", office: "煤山镇", weight: 7, industries: [.batteries, .batteries, .batteries, .materials],
            edge2020: -5, insuranceLead: 20, diligence: 950),
        Township(
            id: "heping", office: "和平镇", weight: 6, industries: [.household, .machinery, .textiles, .medical],
            edge2020: 15, insuranceLead: 0, diligence: 750),
        Township(
            id: "sian", office: "泗安镇", weight: 6, industries: [.household, .household, .machinery, .garments],
            edge2020: 50, insuranceLead: -40, diligence: 900),
        Township(
            id: "huaxi", office: "画溪街道", weight: 7, industries: [.batteries, .machinery, .machinery, .medical],
            edge2020: 30, insuranceLead: 30, diligence: 900),
        Township(
            id: "hongqiao", office: "洪桥镇", weight: 5, industries: [.machinery, .food, .household],
            edge2020: -140, insuranceLead: -60, diligence: 650),
        Township(
            id: "jiapu", office: "夹浦镇", weight: 18, industries: [.textiles, .textiles, .textiles, .garments],
            edge2020: 20, insuranceLead: 0, diligence: 1000),
        Township(
            id: "lincheng", office: "林城镇", weight: 4, industries: [.household, .garments, .materials],
            edge2020: 10, insuranceLead: -10, diligence: 700),
        Township(
            id: "hongxingqiao", office: "虹星桥镇", weight: 9, industries: [.textiles, .garments, .garments, .food],
            edge2020: -20, insuranceLead: -30, diligence: 800),
        Township(
            id: "xiaopu", office: "小浦镇", weight: 2, industries: [.batteries, .household],
            edge2020: -120, insuranceLead: 10, diligence: 700),
    ]

    /// The position of a place in `all`.
    static func index(_ id: String) -> Int { all.firstIndex { $0.id == id } ?? 0 }

    /// Shares out the numbers 0–99 by weight: the place (its position in `all`) that a number falls to.
    static func index(at hundredth: Int) -> Int {
        var rest = hundredth
        for (index, township) in all.enumerated() {
            if rest < township.weight { return index }
            rest -= township.weight
        }
        return 0
    }

    /// Who signs for it.
    var actor: String { office + "·示例员" }
}

/// Who signs at the county.
enum Clerk {
    /// Customs files and their corrections.
    static let trade = "县商务局·示例员甲"
    /// Everything else.
    static let general = "县商务局·示例员乙"
    static let insurance = "中信保长兴工作点·示例员"
}
