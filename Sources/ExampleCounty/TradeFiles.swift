import Ledger
import Records

/// The customs file of a month, the figures that miss it, and the flash report at the end of a quarter.
///
/// - The file comes on a working day between the 8th and the 18th of the next month, in one batch.
/// - About one figure in a hundred misses it and comes by itself some days later.
/// - The goals are checked at the end of June, September and December, so on the last day of every quarter the task force
///   asks for a flash report (快报) of its last month. Customs confirms seven figures in eight; the eighth is corrected with the file.
struct TradeFiles {
    let economy: Economy
    let seed: UInt64
    /// What went wrong in 2020; nil for a county without that year.
    let stories: Stories2020?

    /// The months of the year before the first scored one, three files a working day from the day after the opening.
    func history(_ year: Int, _ enterprises: [Enterprise], opening: CivilDate) -> [Filing] {
        CivilMonth.months(of: year).flatMap { month in
            file(month, enterprises, day: opening.adding(days: 1 + (month.monthOfYear - 1) / 3)) { _ in true }
        }
    }

    /// What is filed in the month after `month` about it.
    func monthly(_ month: CivilMonth, _ enterprises: [Enterprise]) -> [Filing] {
        let day = fileDay(of: month)
        let isFlash = hasFlash(month)
        var filings = file(month, enterprises, day: day) { enterprise in
            let isFlashed = isFlash && isInFlash(enterprise, month)
            return !isFlashed && lateDay(enterprise, month) == nil
        }
        for enterprise in enterprises {
            if let late = lateDay(enterprise, month) {
                filings += report(enterprise, month, row: "补报", day: late).map { [$0] } ?? []
            } else if isFlash, isInFlash(enterprise, month) {
                filings += confirmation(enterprise, month, day: day).map { [$0] } ?? []
            }
        }
        return filings
    }

    /// What is filed on the last day of `month` about the month itself.
    func flash(_ month: CivilMonth, _ enterprises: [Enterprise]) -> [Filing] {
        guard hasFlash(month) else { return [] }
        var row = 0
        return enterprises.compactMap { enterprise in
            guard isInFlash(enterprise, month), let truth = TradeFigure.of(enterprise, month, economy, seed: seed)
            else { return nil }
            row += 1
            let figure = flashError(enterprise, month).map { truth.estimated(off: $0) } ?? truth
            return Filing(
                exactly: month.end, by: Clerk.trade,
                submission(enterprise, month, figure, source: "示例:外贸快报 \(month) 第\(row)行"))
        }
    }

    /// The working day on which the customs file of a month is recorded.
    func fileDay(of month: CivilMonth) -> CivilDate {
        var draw = Draw(seed, .fileDay, Int(month.number))
        return month.next.day(draw.within(8...16)).workday
    }

    static func id(_ enterprise: Enterprise, _ month: CivilMonth) -> String {
        "trade-\(month)-\(numbered(enterprise.number))"
    }

    // MARK: - Parts

    private func file(
        _ month: CivilMonth, _ enterprises: [Enterprise], day: CivilDate, where isInFile: (Enterprise) -> Bool
    ) -> [Filing] {
        var row = 0
        return enterprises.compactMap { enterprise in
            guard isInFile(enterprise), let filing = report(enterprise, month, row: "第\(row + 1)行", day: day)
            else { return nil }
            row += 1
            return filing
        }
    }

    private func report(_ enterprise: Enterprise, _ month: CivilMonth, row: String, day: CivilDate) -> Filing? {
        guard let truth = TradeFigure.of(enterprise, month, economy, seed: seed) else { return nil }
        let figure = stories?.filed(truth, enterprise, month) ?? truth
        return Filing(day, by: Clerk.trade, submission(enterprise, month, figure, source: "示例:海关月报 \(month) \(row)"))
    }

    private func submission(
        _ enterprise: Enterprise, _ month: CivilMonth, _ figure: TradeFigure, source: String
    ) -> Submission {
        Submission(
            type: .tradeReported, source: source, id: TradeFiles.id(enterprise, month),
            data: figure.data(enterprise, month))
    }

    private func confirmation(_ enterprise: Enterprise, _ month: CivilMonth, day: CivilDate) -> Filing? {
        guard flashError(enterprise, month) != nil,
            let truth = TradeFigure.of(enterprise, month, economy, seed: seed)
        else { return nil }
        let id = TradeFiles.id(enterprise, month)
        return Filing(
            day, by: Clerk.trade,
            .correction(
                of: id, effective: month.end, data: truth.data(enterprise, month), reason: "快报数改为海关数",
                source: "示例:海关月报 \(month)"))
    }

    private func hasFlash(_ month: CivilMonth) -> Bool { month.monthOfYear % 3 == 0 }

    private func isInFlash(_ enterprise: Enterprise, _ month: CivilMonth) -> Bool {
        enterprise.isKnown(before: month.end) && lateDay(enterprise, month) == nil
    }

    /// By how many permille a flash figure is off; nil where it is right.
    private func flashError(_ enterprise: Enterprise, _ month: CivilMonth) -> Int? {
        var draw = Draw(seed, .flash, enterprise.number, Int(month.number))
        guard draw.happens(permille: 125) else { return nil }
        return draw.within(1...20) * (draw.happens(permille: 500) ? 1 : -1)
    }

    /// When a figure that misses the file comes; nil for one that is in the file.
    private func lateDay(_ enterprise: Enterprise, _ month: CivilMonth) -> CivilDate? {
        if let day = stories?.lateDay(enterprise, month) { return day }
        var draw = Draw(seed, .latecomer, enterprise.number, Int(month.number))
        return draw.happens(permille: 10) ? month.next.day(draw.within(19...26)) : nil
    }
}

extension Submission {
    /// New facts for a record. The record's id with `-c1` behind it is the correction's own.
    static func correction(
        of target: String, effective: CivilDate, data: JSON, reason: String, source: String
    ) -> Submission {
        Submission(
            type: .eventCorrected, source: source, id: target + "-c1",
            data: .members([
                .init("target", .string(target)), .init("effective", .string(effective.description)),
                .init("data", data), .init("reason", .string(reason)),
            ]))
    }
}
