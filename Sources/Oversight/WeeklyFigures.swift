import Ledger
import Records

/// What listed enterprises fill in every week (订单、用工、劳资纠纷、融资、用电, the notice 三(二)).
public enum MonitoredFigure: String, CaseIterable, Sendable {
    case orders, workers, disputes, financing, electricity

    /// The field of `monitoring.filled`.
    var field: String {
        switch self {
        case .orders: "orders_usd"
        case .workers: "workers"
        case .disputes: "labour_disputes"
        case .financing: "financing_gap_cny"
        case .electricity: "electricity_kwh"
        }
    }

    /// Whether more of it is worse.
    public var isBurden: Bool { self == .disputes || self == .financing }
}

/// An enterprise's figures of a week.
public struct WeeklyFigures: Sendable, Hashable {
    public let enterprise: String
    public let week: CivilWeek
    /// In hundredths: US cents, 分, kWh and persons alike.
    private let values: [MonitoredFigure: Int64]

    /// - Returns: nil where the record is no `monitoring.filled`.
    public init?(_ record: Record) {
        guard record.type == .monitoringFilled, let week = record.data["week"]?.text.flatMap({ CivilWeek($0) }) else {
            return nil
        }
        enterprise = record.data["enterprise"]?.text ?? ""
        self.week = week
        var values: [MonitoredFigure: Int64] = [:]
        for figure in MonitoredFigure.allCases {
            let value = record.data[figure.field]
            values[figure] =
                value?.integer.map { $0 * 100 } ?? value?.text.flatMap { try? Hundredths($0).value } ?? 0
        }
        self.values = values
    }

    /// In hundredths of the figure's unit.
    public subscript(figure: MonitoredFigure) -> Int64 { values[figure] ?? 0 }
}

/// How a figure went from one week to the next (动态管理,分类处理): by how much of the week before.
public enum Trend: Int, CaseIterable, Sendable, Comparable {
    /// Better by more than 5 %.
    case better
    case stable
    /// Worse by more than 5 %.
    case worse
    /// Worse by 20 % or more, or a burden where there was none.
    case severe

    public static func < (a: Trend, b: Trend) -> Bool { a.rawValue < b.rawValue }

    /// - Parameters:
    ///   - before: the week before, in hundredths.
    ///   - isBurden: whether more is worse.
    public init(from before: Int64, to after: Int64, isBurden: Bool) {
        let gain = (Int128(after) - Int128(before)) * (isBurden ? -1 : 1)
        let base = Int128(before)
        if gain * 100 > base * 5 {
            self = .better
        } else if gain < 0, -gain * 100 >= base * 20 {
            self = .severe
        } else if -gain * 100 > base * 5 {
            self = .worse
        } else {
            self = .stable
        }
    }
}

/// An enterprise's figures of two weeks that follow each other.
public struct WeeklyChange: Sendable {
    public let concerned: Concerned
    public let before: WeeklyFigures
    public let after: WeeklyFigures

    public func trend(_ figure: MonitoredFigure) -> Trend {
        Trend(from: before[figure], to: after[figure], isBurden: figure.isBurden)
    }

    /// That of its worst figure.
    public var worst: Trend { MonitoredFigure.allCases.map(trend).max() ?? .stable }
}
