import Accounts
import Ledger
import Records
import TestSupport
import Testing

/// scoring.md §4: a scheme is validated when adopted: ids unique, methods and measures known, points summing to the
/// declared total, every township with a target in every column.
@Suite struct SchemeReaderTests {
    static func faults(_ path: String, _ value: JSON?) throws -> [SchemeFault] {
        let keys = path.split(separator: "/").map(String.init)
        return SchemeReader.read(try TemporaryLedger.builtInScheme().replacing(keys, with: value)).faults
    }

    @Test func theNoticesSchemeIsValid() throws {
        let (scheme, faults) = SchemeReader.read(try TemporaryLedger.builtInScheme())
        #expect(faults == [])
        #expect(scheme?.townships.count == 11 && scheme?.indicators.count == 14 && scheme?.total.description == "100")
    }

    static let wrong: [(path: String, value: JSON?, faults: [String])] = [
        ("id", nil, ["id"]), ("id", .string("长兴"), ["id"]), ("title", .string(""), ["title"]),
        ("year", .string("2020"), ["year"]), ("year", .integer(0), ["year"]), ("total", .integer(100), ["total"]),
        ("total", .string("99.99"), ["total"]), ("total", .string("100.01"), ["total"]),
        ("townships", .array([]), ["townships"]), ("townships", .string("x"), ["townships"]),
        ("townships/0/id", .string("meishan"), ["townships"]),
        ("townships/0/name", .string("煤山镇"), ["townships"]), ("townships/0/name", nil, ["townships[0].name"]),
        ("indicators", nil, ["indicators"]), ("indicators/1/id", .string("target.completion"), ["indicators"]),
        ("indicators/1/points", .string("7.001"), ["indicators[1].points"]),
        ("indicators/1/points", .integer(7), ["indicators[1].points"]),
        ("indicators/1/points", .string("6.99"), ["total"]), ("indicators/1", nil, ["total"]),
        ("indicators/0/method", .string("share"), ["indicators[0].method"]),
        ("indicators/0/method", nil, ["indicators[0].method"]),
        ("indicators/1/measure", .string("exports"), ["indicators[1].measure"]),
        ("indicators/1/measure", .string("investments"), ["indicators[1].measure"]),
        ("indicators/1/measure", .string("reports"), ["indicators[1].measure"]),
        ("indicators/1/name", nil, ["indicators[1].name"]),
        ("indicators/5/step", nil, ["indicators[5].step"]),
        ("indicators/5/step", .string("-0.2"), ["indicators[5].step"]),
        ("indicators/8/measure", .string("reports"), ["indicators[8].measure"]),
        ("indicators/8/base", nil, ["indicators[8].base"]),
        ("indicators/8/belt_and_road_base", .string("x"), ["indicators[8].belt_and_road_base"]),
        ("indicators/8/belt_and_road", .string("VN"), ["indicators[8].belt_and_road"]),
        (
            "indicators/8/belt_and_road", .array([.string("VN"), .integer(1), .string("")]),
            ["indicators[8].belt_and_road[1]", "indicators[8].belt_and_road[2]"]
        ),
        ("indicators/8/tiers/0/from_usd", nil, ["indicators[8].tiers[0].from_usd"]),
        ("indicators/8/tiers/2/points", .integer(2), ["indicators[8].tiers[2].points"]),
        ("indicators/13/measure", nil, ["indicators[13].measure"]),
        ("indicators/13/levels/city", nil, ["indicators[13].levels.city"]),
        ("targets", .array([]), ["targets"]), ("targets/0/through", .string("2020-5"), ["targets[0].through"]),
        ("targets/0/through", .string("2020-06"), ["targets"]),
        ("targets/1/townships/xiaopu", nil, ["targets[1].townships.xiaopu"]),
        ("targets/0/townships/jiapu/exports.growth", nil, ["targets[0].townships.jiapu.exports.growth"]),
        (
            "targets/0/townships/jiapu/exports.growth", .string("0.0850001"),
            ["targets[0].townships.jiapu.exports.growth", "targets[0].townships.jiapu.exports.growth"]
        ),
        (
            "targets/0/townships/jiapu/exports.growth", .string("8.5%"),
            ["targets[0].townships.jiapu.exports.growth", "targets[0].townships.jiapu.exports.growth"]
        ),
        ("targets/0/county/exports.growth", .string("-0.08"), ["targets[0].county.exports.growth"]),
        ("milestones", nil, ["milestones"]), ("milestones/0/by", .string("2020-06-31"), ["milestones[0].by"]),
        ("milestones/0/measure", nil, ["milestones[0].measure"]),
        ("milestones/0/measure", .string("fair.vists"), ["milestones[0].measure"]),
        ("targets/0/county/exporters.nwe", .string("53"), ["targets[0].county.exporters.nwe"]),
        ("targets/1/townships/jiapu/insurance", .string("0.9"), ["targets[1].townships.jiapu.insurance"]),
        ("milestones/0/at_least", .integer(300), ["milestones[0].at_least"]),
    ]

    /// A scheme with another id in the place of the township `jiapu`, in its targets too.
    static func scheme(township id: String) throws -> JSON {
        let text = String(decoding: try TemporaryLedger.builtInScheme().canonical, as: UTF8.self)
        return try JSONReader.read(Array(text.replacing("\"jiapu\"", with: "\"\(id)\"").utf8))
    }

    /// What the reader finds good, the ledger records.
    @Test func townshipsAreNamedByWhatMayBeAKey() throws {
        for id in ["mei-shan", "Jiapu", "jia:pu", String(repeating: "a", count: 65)] {
            let faults = SchemeReader.read(try Self.scheme(township: id)).faults
            #expect(faults.count == 1 && faults[0].path.hasSuffix("].id"), "\(id): \(faults)")
            #expect(faults.first?.allowed.hasPrefix("1–64 of a–z, 0–9 and . _") == true)
        }
        for id in ["jia.pu_2", String(repeating: "a", count: 64)] {
            let scheme = try Self.scheme(township: id)
            #expect(SchemeReader.read(scheme).faults == [], "\(id)")
            #expect(try TemporaryLedger().faults(of: [.adopt(scheme)]).isEmpty, "\(id)")
        }
        // The id of a scheme or of an indicator is no key.
        let others = try TemporaryLedger.builtInScheme().setting("id", .string("Chang-xing:2020"))
        #expect(SchemeReader.read(others).faults == [])
        #expect(try TemporaryLedger().faults(of: [.adopt(others)]).isEmpty)
    }

    @Test func everyFaultIsToldWithItsPath() throws {
        for (path, value, expected) in Self.wrong {
            #expect(
                try Self.faults(path, value).map(\.path).sorted() == expected.sorted(), "\(path) \(value?.shown ?? "-")"
            )
        }
    }

    /// A scheme is recorded inside an event: what could not be read again there is refused before.
    @Test func whatCouldNotBeReadAgainIsRefused() throws {
        func nested(_ depth: Int) -> JSON { (0..<depth).reduce(.string("x")) { inner, _ in .array([inner]) } }
        let scheme = try TemporaryLedger.builtInScheme()
        for (extra, isTaken) in [
            (nested(9), true), (nested(10), false), (nested(40), false),
            (JSON.array(Array(repeating: .string(String(repeating: "长", count: 600)), count: 200)), true),
            (.array(Array(repeating: .string(String(repeating: "长", count: 600)), count: 300)), false),
        ] {
            let changed = scheme.setting("extra", extra)
            #expect(SchemeReader.read(changed).faults.isEmpty == isTaken)
            let ledger = try TemporaryLedger()
            #expect(try ledger.faults(of: [.adopt(changed)]).isEmpty == isTaken)
            guard isTaken else { continue }
            #expect(try ledger.office.verify().faults == [] && ledger.event(1)?.data["scheme"] == changed)
            let key = try SigningKey(name: KeyName("test"), seed: Array(0..<32))
            let id = try #require(try ledger.event(1)?.id)
            let receipt = try #require(try ledger.office.receipt(of: id, signedBy: key))
            #expect(try RecordReceipt(receipt.bytes) == receipt)
        }
    }

    @Test func allFaultsAreToldAtOnce() throws {
        let scheme = try TemporaryLedger.builtInScheme().replacing(["id"], with: .integer(1))
            .replacing(["indicators", "3", "measure"], with: .string("volume"))
            .replacing(["targets", "0", "townships", "jiapu"], with: nil)
        #expect(
            SchemeReader.read(scheme).faults.map(\.path) == [
                "id", "indicators[3].measure", "targets[0].townships.jiapu",
            ])
        #expect(SchemeReader.read(scheme).scheme == nil)
    }

    @Test func whatIsFoundAndAllowedIsTold() throws {
        let sum = try #require(try Self.faults("total", .string("99.99")).first)
        #expect(sum.found == "\"99.99\"" && sum.allowed == "the sum of the indicators' points, 100")
        let measure = try #require(try Self.faults("indicators/1/measure", .string("volume")).first)
        #expect(measure.found == "\"volume\"" && measure.allowed.hasPrefix("exports.total, exports.increment"))
        #expect(try Self.faults("year", nil).first?.found == "missing")
    }

    /// The scheme is data: another county's is a new file and no new code.
    @Test func countyTargetsMilestonesAndParametersMayBeLeftOut() throws {
        #expect(try Self.faults("milestones", .array([])) == [])
        #expect(try Self.faults("targets/0/county", nil) == [])
        #expect(try Self.faults("indicators/8/belt_and_road_base", nil) == [])
        #expect(try Self.faults("indicators/8/tiers", nil) == [])
    }

    /// A total has at most 15 digits before the point, the sum of many indicators may have more.
    @Test func aSumOfPointsBeyond64BitsIsTold() throws {
        let indicator = try #require(
            try TemporaryLedger.builtInScheme()["indicators"]?.array?.first { $0["method"] == .string("rated") })
        let many = (0..<95).map {
            indicator.setting("id", .string("i\($0)")).setting("points", .string("999999999999999.99"))
        }
        let fault = try #require(try Self.faults("indicators", .array(many)).first)
        #expect(fault.path == "total" && fault.allowed == "the sum of the indicators' points, 94999999999999999.05")
        let most = try Self.faults("indicators", .array(Array(many.prefix(1))))
        #expect(most.map(\.path) == ["total"])
    }
}
