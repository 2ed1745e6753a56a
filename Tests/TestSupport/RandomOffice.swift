import Ledger
import Records

/// A small office whose clerks submit at random: few enterprises, few months, so that keys collide, facts move and
/// boundaries are met. Some submissions are wrong on purpose.
public struct RandomOffice {
    private var random: SeededGenerator
    private var further: SeededGenerator
    private var working: SeededGenerator
    private var submitted: [Submission] = []
    public private(set) var recordedIDs: [String] = []
    private var counter = 0
    private var works = 0
    public let codes: [String]
    private let townships: [String]
    private let rated: String
    private let years: ClosedRange<Int>

    /// - Parameters:
    ///   - townships: some of the scheme's.
    ///   - rated: an indicator of the scheme that is rated.
    ///   - years: of the months; dates reach into the year after.
    public init(
        seed: UInt64, townships: [String] = ["kaifaqu", "meishan", "jiapu", "xiaopu"],
        rated: String = "epidemic.timeliness", years: ClosedRange<Int> = 2019...2020
    ) {
        random = SeededGenerator(seed: seed)
        further = SeededGenerator(seed: seed &+ 7919)
        working = SeededGenerator(seed: seed &+ 104_729)
        codes = (0..<6).map { RandomOffice.code($0) }
        self.townships = townships
        self.rated = rated
        self.years = years
    }

    /// A valid code with a made-up body.
    public static func code(_ number: Int) -> String {
        let body = "91330522MAEX0000" + String(number)
        for character in CreditCode.alphabet where (try? CreditCode.check(body + String(character))) != nil {
            return body + String(character)
        }
        return body
    }

    public mutating func note(id: String) { recordedIDs.append(id) }

    mutating func pick<C: RandomAccessCollection<Int>>(_ range: C) -> Int {
        range.randomElement(using: &random) ?? 0
    }
    mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }
    private mutating func chance(_ percent: Int) -> Bool { pick(0..<100) < percent }

    private mutating func date() -> CivilDate {
        let year = pick(years.lowerBound...years.upperBound + 1)
        let month = pick(1...12)
        return CivilDate(year: year, month: month, day: pick(1...28)) ?? CivilDate(trusted: 20_200_101)
    }
    private mutating func month() -> String { "\(pick(years))-\(["01", "02", "05", "06", "12"][pick(0..<5)])" }
    private mutating func amount(_ limit: Int = 5) -> String {
        switch pick(0..<8) {
        case 0: "0"
        case 1: "999999999999999.99"
        case 2: "0.01"
        default: "\(pick(0...limit) * 1_000_000).\(pick(1...9))"
        }
    }

    /// The next submission; about one in eight is wrong or a repetition.
    public mutating func next() -> Submission {
        counter += 1
        if chance(6), let again = submitted.randomElement(using: &random) { return again }
        let made = counter % 5 == 0 ? makeFurther(isDesk: counter % 10 != 0) : make()
        submitted.append(made)
        return made
    }

    /// The next submission of the desk.
    public mutating func nextFurther() -> Submission {
        counter += 1
        let made = makeFurther(isDesk: true)
        submitted.append(made)
        return made
    }

    /// The next submission about the work list, the units' ratings or the end of a warning. Drawn apart and numbered apart:
    /// with them the others stay as they are.
    public mutating func nextWork() -> Submission {
        works += 1
        swap(&random, &working)
        defer { swap(&random, &working) }
        let made = work(years, id: "w\(works)")
        submitted.append(made)
        return made
    }

    /// The steps of a ticket, a warning or a finding in their order, up to some step. Drawn as `nextWork` is.
    public mutating func nextStory() -> [Submission] {
        works += 1
        swap(&random, &working)
        defer { swap(&random, &working) }
        let made = story(pick(codes), township: pick(townships), id: "w\(works)")
        submitted += made
        return made
    }

    /// A submission of the programmes alone; one in five changes an earlier one.
    public mutating func nextProgramme() -> Submission {
        counter += 1
        let made = changeOfProgramme(id: "s\(counter)") ?? programme(pick(townships), id: "s\(counter)")
        submitted.append(made)
        return made
    }

    private mutating func changeOfProgramme(id: String) -> Submission? {
        guard chance(20), let target = recordedIDs.randomElement(using: &random),
            let old = submitted.last(where: { $0.id == target && $0.type.opensRecord })
        else { return nil }
        if chance(30) { return .retract(target, id: id) }
        return submitted.filter { $0.type == old.type }.randomElement(using: &random).map {
            .correct(target, to: $0, id: id)
        }
    }

    /// A submission of the further systems, drawn apart: more of them leave the others as they are.
    private mutating func makeFurther(isDesk: Bool) -> Submission {
        swap(&random, &further)
        defer { swap(&random, &further) }
        let id = "s\(counter)"
        return isDesk ? desk(pick(codes), id: id) : programme(pick(townships), id: id)
    }

    private mutating func make() -> Submission {
        let enterprise = pick(codes)
        let township = pick(townships)
        func data(_ members: [(String, String)]) -> JSON { .members(members.map { .init($0.0, .string($0.1)) }) }
        let id = "s\(counter)"
        switch pick(0..<20) {
        case 0, 1:
            return Submission(
                type: .enterpriseRegistered, effective: chance(80) ? "2018-01-01" : date().description, id: id,
                data: data([
                    ("enterprise", enterprise), ("name", "示例公司"), ("township", township),
                    ("export_band", chance(50) ? "under_5m_usd" : "from_5m_usd"),
                ]))
        case 2:
            return Submission(
                type: .enterpriseRelocated, effective: date().description, id: id,
                data: data([("enterprise", enterprise), ("township", township)]))
        case 3...7:
            let exports = amount()
            return Submission(
                type: .tradeReported, id: id,
                data: data([
                    ("enterprise", enterprise), ("month", month()), ("export_cny", exports), ("import_cny", amount()),
                    ("general_trade_export_cny", chance(70) ? exports : "0"),
                    ("epidemic_goods_export_cny", chance(50) ? "0" : exports),
                ]))
        case 8:
            return Submission(
                type: .serviceTradeReported, id: id,
                data: data([("enterprise", enterprise), ("month", month()), ("offshore_outsourcing_cny", amount())]))
        case 9:
            return Submission(
                type: .monitoringScored, id: id,
                data: data([("township", township), ("month", month()), ("score", "\(pick(0...101))")]))
        case 10:
            return Submission(
                type: .pointsRated, id: id,
                data: data([
                    ("township", township), ("item", rated), ("month", month()),
                    ("points", "0.\(pick(0...6))"),
                ]))
        case 11:
            return Submission(
                type: chance(50) ? .exporterEntered : .serviceTraderEntered, effective: date().description, id: id,
                data: chance(90)
                    ? data([("enterprise", enterprise), ("channel", "三转")]) : data([("enterprise", enterprise)]))
        case 12:
            return Submission(
                type: .investmentApproved, effective: date().description, id: id,
                data: data([
                    ("approval_no", "N\(pick(1...6))"), ("enterprise", enterprise), ("project", "p"),
                    ("country", pick(["VN", "US", "TH"])),
                    ("amount_usd", pick(["1999999.99", "2000000", "4999999.99", "5000000", "10000000"])),
                ]))
        case 13:
            return Submission(
                type: .fairParticipated, effective: date().description, id: id,
                data: data([
                    ("enterprise", enterprise), ("fair", "广交会\(pick(127...129))"), ("mode", "online"),
                    ("intended_orders_usd", amount()),
                ]))
        case 14:
            return Submission(
                type: .insuranceInsured, effective: date().description, id: id,
                data: data([("enterprise", enterprise), ("policy_no", "P\(counter)")]))
        case 15:
            return Submission(
                type: .reportSubmitted, effective: date().description, id: id,
                data: data([
                    ("report_no", "R\(pick(1...6))"), ("township", township), ("title", "稳外贸"), ("kind", "典型案例"),
                ]))
        case 16:
            return Submission(
                type: .reportAdopted, effective: date().description, id: id,
                data: data([
                    ("report_no", "R\(pick(1...6))"), ("level", pick(["city", "province"])), ("bulletin", "b"),
                ]))
        case 17, 18:
            // A correction: the facts of another submission in place of a record's.
            let target = pick(recordedIDs.isEmpty ? ["none"] : recordedIDs)
            let source =
                submitted.last { $0.id == target && $0.type.opensRecord } ?? submitted.randomElement(using: &random)
            var facts = source?.data ?? .object([])
            if let donor = submitted.filter({ $0.type == source?.type }).randomElement(using: &random), chance(70) {
                facts = donor.data
            }
            let effective =
                facts["month"]?.text.flatMap { CivilMonth($0)?.end.description }
                ?? (chance(50) ? date().description : source?.effective ?? "2020-01-01")
            return Submission(
                type: .eventCorrected, effective: date().description, id: id,
                data: .members([
                    .init("target", .string(target)), .init("effective", .string(effective)), .init("data", facts),
                    .init("reason", .string("更正")),
                ]))
        default:
            return Submission(
                type: .eventRetracted, effective: "2020-01-01", id: id,
                data: data([("target", pick(recordedIDs.isEmpty ? ["none"] : recordedIDs)), ("reason", "撤销")]))
        }
    }
}
