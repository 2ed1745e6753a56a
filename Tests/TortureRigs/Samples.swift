import Foundation
import Ledger
import Records
import Scoring
import TestSupport

/// True documents that hostile ones are made from.
enum Samples {
    static func scheme() throws -> JSON {
        try TinyScheme.json([
            TinyScheme.Rule.shareOfTotal, TinyScheme.Rule.growthToTarget,
            TinyScheme.Rule.rank("exports.total", step: "0.5"),
            TinyScheme.Rule.tiers, TinyScheme.Rule.tally, TinyScheme.Rule.rated,
        ])
    }

    /// The schemes of two counties: with groups, bands, work lists and everything else that a scheme may have.
    static func counties() throws -> [JSON] {
        let second = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("SchemeTests/Resources/qinglan-2021.json")
        let plan = try JSONReader.read(BuiltInPlan.text).object ?? []
        let notice = plan.reduce(try TemporaryLedger.builtInScheme()) { $0.setting($1.key, $1.value) }
        return [notice, try JSONReader.read(Array(Data(contentsOf: second)))]
    }

    /// Facts of many types, each of which finds what it needs among those before it.
    static func facts(_ scheme: JSON) -> [Submission] {
        [
            .adopt(scheme, id: "scheme"), .register(1, "a", id: "e1"), .register(2, "b", id: "e2"),
            .relocate(2, to: "c", on: "2020-03-01", id: "m1"), .trade(1, "2020-05", "100000", general: "5", id: "t1"),
            .outsource(1, "2020-05", "7", id: "o1"), .monitor("a", "2020-05", "99.5", id: "s1"),
            .rate("b", "2020-05", "1.5", item: "i5", id: "p1"), .enterExporter(1, on: "2020-02-01", id: "n1"),
            .enterServiceTrader(2, on: "2020-02-01", id: "n2"),
            .invest(1, "5000000", in: "VN", on: "2020-04-01", no: "N1", id: "v1"),
            .visit(1, "广交会", on: "2020-06-15", id: "f1"), .insure(1, on: "2020-06-01", id: "i1"),
            .report("r1", "a", on: "2020-03-01", id: "r1"), .adoptReport("r1", "city", on: "2020-04-01", id: "a1"),
            .correct("t1", to: .trade(1, "2020-05", "150000"), id: "c1"), .retract("f1", id: "x1"),
            .visitEnterprise(1, on: "2020-06-10", id: "d1"), .problem("JB1", 1, on: "2020-06-10", id: "d2"),
            .assign("JB1", due: "2020-06-20", on: "2020-06-11", id: "d3"), .progress("JB1", on: "2020-06-12", id: "d4"),
            .resolve("JB1", on: "2020-06-18", id: "d5"), .confirm("JB1", on: "2020-06-18", id: "d6"),
            .reopen("JB1", due: "2020-07-10", on: "2020-06-29", id: "d7"), .list(1, on: "2020-05-18", id: "d8"),
            .delist(1, on: "2020-06-22", id: "d9"), .fill(1, "2020-W23", id: "d10"),
            .warn("YJ1", 1, on: "2020-06-08", id: "d11"), .respond("YJ1", on: "2020-06-09", id: "d12"),
            .clear("YJ1", on: "2020-06-22", id: "d13"),
        ]
    }

    /// A submission as it is sent. Without its id the same facts may be taken as new ones.
    static func json(_ submission: Submission) -> JSON {
        var members: [JSON.Member] = [
            .init("type", .string(submission.type.rawValue)), .init("data", submission.data),
            .init("source", .string(submission.source)),
        ]
        if let effective = submission.effective { members.append(.init("effective", .string(effective))) }
        return .members(members)
    }

    /// The spreadsheets that tests keep, by the end of their names.
    static func sheets(_ end: String) throws -> [URL] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("IntakeTests/Fixtures")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().filter { $0.hasSuffix(end) }
            .map { folder.appendingPathComponent($0) }
    }
}
