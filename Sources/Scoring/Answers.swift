import Accounts
import Ledger
import Records

/// Where no scheme is in force on the day, as known (scoring.md §1).
public struct NoSchemeInForce: Error, Hashable, Sendable {
    public let on: CivilDate
    public let knownSize: Int64

    public init(on: CivilDate, knownSize: Int64) {
        self.on = on
        self.knownSize = knownSize
    }
}

/// The JSON shapes of scoring.md §6.
extension ScoreTable {
    /// - Parameter township: the only row wanted; nil for all.
    public func json(head: LogHead, township: String? = nil) -> JSON {
        .members([
            .init("on", .string(on.description)), .init("known", head.json), .init("scheme", .string(scheme.id)),
            .init("months", .integer(Int64(months))),
            .init(
                "townships",
                .array(
                    rows.filter { township == nil || $0.id == township }.map { row in
                        .members([
                            .init("id", .string(row.id)), .init("name", .string(row.name)),
                            .init("rank", .integer(Int64(row.rank))), .init("total", .string(row.total.twoDecimals)),
                            .init(
                                "items",
                                .array(
                                    row.items.map { item in
                                        .members([
                                            .init("id", .string(item.id)),
                                            .init("points", .string(item.points.twoDecimals)),
                                            .init("flags", .array(item.flags.map { .string($0.rawValue) })),
                                        ])
                                    })),
                        ])
                    })),
        ])
    }
}

extension Progress {
    public func json(head: LogHead) -> JSON {
        .members([
            .init("on", .string(on.description)), .init("known", head.json), .init("county", .members(county.members)),
            .init(
                "townships",
                .array(townships.map { .members([.init("id", .string($0.township.id))] + $0.counters.members) })),
        ])
    }
}

extension Progress.Counters {
    fileprivate var members: [JSON.Member] {
        func ratio(_ value: Ratio) -> JSON { value.rounded(4).map { .string($0) } ?? .null }
        return [
            .init("fair.visits", .integer(Int64(fairVisits))),
            .init("fair.intended_orders_usd", .string(DecimalText.trimmed(fairOrders, decimals: 2))),
            .init("exporters.new", .integer(Int64(newExporters))), .init("insurance.completion", ratio(insurance)),
            .init("insurance.completion_under_5m", ratio(insuranceUnderFiveMillion)),
            .init("exports.growth", ratio(growth)),
        ]
    }
}

extension LogHead {
    /// `known` as answers state it.
    public var json: JSON {
        .members(
            [.init("size", .integer(size)), .init("root", .string(root.base64))]
                + (recordedAt.map { [.init("recorded_at", .string($0.description))] } ?? []))
    }
}
