import Ledger
import Records

/// Export credit insurance, told by the insurer's office. Attachment 3 wants 60 % of the exporters insured by May and
/// 90 % by June, and of those below 5 million dollars 70 % and 100 %.
enum Insurance {
    /// Enterprises insured by the end of each month, in permille.
    private static let small = [60, 100, 240, 450, 730, 990, 990, 990, 992, 994, 996, 998]
    private static let large = [50, 80, 150, 260, 420, 660, 700, 720, 740, 760, 780, 800]

    static func filings(_ year: Int, _ enterprises: [Enterprise], seed: UInt64) -> [Filing] {
        enterprises.compactMap { enterprise in
            var draw = Draw(seed, .insurance, enterprise.number, year)
            let place = draw.below(1000) - Township.all[enterprise.township].insuranceLead
            guard let month = (enterprise.isLarge ? large : small).firstIndex(where: { place < $0 }),
                var cover = CivilMonth(year: year, month: month + 1)?.day(draw.within(6...25))
            else { return nil }
            // A new exporter is insured some days after it has entered, in its first year at the earliest.
            if let entry = enterprise.entry { cover = max(cover, entry.recorded.adding(days: draw.within(1...6))) }
            guard cover.year == year else { return nil }
            return Filing(
                cover.adding(days: draw.within(1...3)), by: Clerk.insurance,
                Submission(
                    type: .insuranceInsured, effective: cover.description, source: "示例:信保投保清单 \(cover.month)",
                    id: "ins-\(year)-\(numbered(enterprise.number))",
                    data: .members([
                        .init("enterprise", .string(enterprise.code)),
                        .init("policy_no", .string("示例保单\(year)-\(numbered(enterprise.number))")),
                    ])))
        }
    }
}
