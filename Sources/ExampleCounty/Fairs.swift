import Ledger

/// A fair that the county's enterprises visit.
struct Fair {
    /// A word for ids.
    let id: String
    let name: String
    let firstDay: CivilDate
    var isOnline = true
    /// How many enterprises of a full county go there.
    let visits: Int
    /// Who goes first; empty where it is for all.
    var industries: [Industry] = []
    /// Whether the visitors buy: then no orders are intended.
    var isForImports = false

    /// The fairs of 2020, after 附件4 第1项: 299 visits by the end of June, 412 by the end of September, 523 in the year.
    ///
    /// The two Canton fairs and the 进博会 are the real ones with their days. The 网上华交会 and the specials of the
    /// 浙江出口网上交易会 were held, but their days and the specials' names are made up, which 示例 says.
    static let year2020: [Fair] = [
        special("zj-jp", "示例·日本站·服装", 4, 13, 22, [.garments, .textiles]),
        special("zj-latam", "示例·拉美站·机械", 4, 27, 18, [.machinery]),
        special("zj-de", "示例·德国站·家居", 5, 11, 26, [.household]),
        special("zj-ru", "示例·俄罗斯站·纺织", 5, 25, 30, [.textiles, .garments]),
        Fair(
            id: "textile", name: "长兴县纺织专场对接会(示例)", firstDay: day(2020, 6, 3), isOnline: false, visits: 48,
            industries: [.textiles, .garments]),
        special("zj-me", "示例·中东站·建材", 6, 8, 24, [.materials]),
        Fair(id: "canton-127", name: "第127届广交会(网上)", firstDay: day(2020, 6, 15), visits: 131),
        Fair(
            id: "ecf", name: "网上华交会(示例)", firstDay: day(2020, 7, 20), visits: 38,
            industries: [.textiles, .garments, .household]),
        special("zj-us", "示例·美国站·家居", 8, 12, 34, [.household]),
        special("zj-asean", "示例·东南亚站·机电", 9, 9, 41, [.machinery, .batteries]),
        Fair(id: "canton-128", name: "第128届广交会(网上)", firstDay: day(2020, 10, 15), visits: 78),
        special("zj-eu", "示例·欧洲站·医疗防护", 10, 28, 9, [.medical]),
        Fair(
            id: "ciie-3", name: "第三届中国国际进口博览会", firstDay: day(2020, 11, 5), isOnline: false, visits: 16,
            isForImports: true),
        special("zj-asia", "示例·亚洲站·综合", 11, 18, 8, []),
    ]

    /// The fairs of a year.
    static func fairs(of year: Int) -> [Fair] {
        guard year != 2020 else { return year2020 }
        return [
            Fair(
                id: "spring", name: "\(year)年春季广交会(示例)", firstDay: day(year, 4, 15), isOnline: false, visits: 90),
            Fair(
                id: "ecf", name: "\(year)年华交会(示例)", firstDay: day(year, 3, 1), isOnline: false, visits: 40,
                industries: [.textiles, .garments, .household]),
            Fair(
                id: "autumn", name: "\(year)年秋季广交会(示例)", firstDay: day(year, 10, 15), isOnline: false,
                visits: 90),
        ]
    }

    private static func special(
        _ id: String, _ station: String, _ month: Int, _ day: Int, _ visits: Int, _ industries: [Industry]
    ) -> Fair {
        Fair(
            id: id, name: "浙江出口网上交易会(\(station))", firstDay: Fair.day(2020, month, day), visits: visits,
            industries: industries)
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        CivilDate(trusted: Int32(year * 10_000 + month * 100 + day))
    }
}
