import Ledger
import Records

/// An enterprise of the example: what its figures are drawn around.
struct Enterprise {
    /// Counted from 1 in the order of registration. It stands in codes and ids.
    let number: Int
    let code: String
    let industry: Industry
    /// The position in `Township.all`. It is that of the registration; a move is a story of its own.
    let township: Int
    /// Whether it exports 5 million dollars a year or more.
    let isLarge: Bool
    /// From when it belongs to its township.
    let registered: CivilDate
    /// How it became an exporter; nil for those that were there before the office began.
    let entry: Entry?
    /// Exports of an average month before the first scored year, in 分.
    let monthlyExports: Int64
    /// Permille of exports that are general trade.
    let generalShare: Int
    /// Imports in permille of exports.
    let importShare: Int
    /// Permille of general trade that turns to epidemic goods at the height of 2020.
    let epidemicShare: Int
    /// Its first month of service trade.
    var serviceSince: CivilMonth?

    struct Entry {
        let firstExport: CivilDate
        let recorded: CivilDate
        let channel: String
    }

    /// An enterprise with its own traits drawn from the seed.
    init(
        _ number: Int, township: Int, registered: CivilDate, entry: Entry? = nil, seed: UInt64,
        serviceSince: CivilMonth? = nil
    ) {
        var draw = Draw(seed, .enterprise, number)
        self.number = number
        self.township = township
        self.registered = registered
        self.entry = entry
        self.serviceSince = serviceSince
        code = ExampleCode.code(number)
        industry = draw.pick(Township.all[township].industries)
        isLarge = entry == nil && draw.happens(permille: 160)
        // The product of two draws: many small ones, few large ones.
        let size = Int64(draw.below(1000) * draw.below(1000))
        monthlyExports =
            entry != nil
            ? 3_000_000 + size * 30  // 30,000 to 330,000 yuan
            : isLarge ? 320_000_000 + size * 2_200 : 3_000_000 + size * 230
        generalShare = draw.happens(permille: 800) ? 1000 : draw.within(300...900)
        importShare = draw.happens(permille: 300) ? draw.within(20...500) : 0
        epidemicShare = draw.happens(permille: industry.turnsToEpidemicGoods) ? draw.within(100...900) : 0
    }

    var name: String { ExampleName.name(number, industry) }

    /// Whether it is on the register before a day begins.
    func isKnown(before day: CivilDate) -> Bool { entry.map { $0.recorded < day } ?? true }

    var registration: Submission {
        Submission(
            type: .enterpriseRegistered, effective: registered.description, source: "示例:企业登记名册 第\(number)号",
            id: "ent-\(numbered(number))",
            data: .members([
                .init("enterprise", .string(code)), .init("name", .string(name)),
                .init("township", .string(Township.all[township].id)),
                .init("export_band", .string(isLarge ? "from_5m_usd" : "under_5m_usd")),
            ]))
    }
}

extension [Enterprise] {
    /// The enterprises that export before the office begins.
    /// - Parameter year: the first scored year; all of them are registered before the year ahead of it.
    static func founders(_ count: Int, before year: Int, seed: UInt64) -> [Enterprise] {
        (0..<count).map { index in
            var draw = Draw(seed, .founder, index)
            let registered = CivilMonth(trusted: Int32((year - draw.within(2...12)) * 100 + draw.within(1...12)))
            // 37 has no factor in common with 100: every hundred enterprises share themselves out by the weights.
            return Enterprise(
                index + 1, township: Township.index(at: (index * 37 + 11) % 100),
                registered: registered.day(draw.within(1...28)), seed: seed,
                serviceSince: draw.happens(permille: 50) ? registered : nil)
        }
    }

    /// The n-th largest founder of a place, counted from 1; nil where there are fewer.
    func largest(_ place: Int = 1, in township: String) -> Enterprise? {
        let home = Township.index(township)
        let all = filter { $0.entry == nil && $0.township == home }
            .sorted { ($1.monthlyExports, $0.number) < ($0.monthlyExports, $1.number) }
        return place <= all.count ? all[place - 1] : nil
    }
}
