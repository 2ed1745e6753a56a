import Ledger
import Records
import Scoring

/// Points by township and indicator, in hundredths; what is not there is 0.
public struct PointChanges: Sendable, Hashable {
    public private(set) var townships: [String: [String: Int64]] = [:]

    public init() {}

    /// What has to be added to one table to get the other. A township or indicator that only one of them has counts as
    /// 0 in the other, and so does a table that is not there because no scheme is in force.
    public init(from: ScoreTable?, to: ScoreTable?) {
        add(to, sign: 1)
        add(from, sign: -1)
        townships = townships.mapValues { $0.filter { $0.value != 0 } }.filter { !$0.value.isEmpty }
    }

    private mutating func add(_ table: ScoreTable?, sign: Int64) {
        for row in table?.rows ?? [] {
            for item in row.items { townships[row.id, default: [:]][item.id, default: 0] += sign * item.points.value }
        }
    }

    public static func += (sum: inout PointChanges, more: PointChanges) {
        sum.townships.merge(more.townships) { $0.merging($1, uniquingKeysWith: +) }
        sum.townships = sum.townships.mapValues { $0.filter { $0.value != 0 } }.filter { !$0.value.isEmpty }
    }

    public var isEmpty: Bool { townships.isEmpty }
    /// A township's change in total.
    public func total(_ township: String) -> Int64 { (townships[township] ?? [:]).values.reduce(0, +) }
    /// A township's change in one indicator.
    public func points(_ township: String, _ indicator: String) -> Int64 { townships[township]?[indicator] ?? 0 }
}

/// What one event, or one day of the calendar, did to a table.
public struct Effect: Sendable {
    /// Why points move: the three parts into which a difference is split, and the calendar.
    public enum Kind: String, CaseIterable, Sendable {
        /// A fact that was not recorded before.
        case newFact = "new_fact"
        /// A correction or retraction of one that was.
        case correction
        /// A scheme adopted or retracted.
        case rules
        /// A day that begins to count: a month that has ended, and with it the same month of last year.
        case calendar
    }

    public let kind: Kind
    /// The day that began to count; only where the day moves on.
    public let day: CivilDate?
    /// The event; nil for the calendar.
    public let entry: EventEntry?
    public let changes: PointChanges
}

/// An event as an audit tells of it.
public struct EventEntry: Sendable {
    public let event: Event
    /// The township that its facts belong to; empty for none.
    public let township: String
    /// The enterprise's name; empty where there is none.
    public let enterprise: String
}

extension Effect.Kind {
    init(_ type: EventType?, target: EventType?) {
        switch type {
        case .schemeAdopted: self = .rules
        case .eventCorrected, .eventRetracted: self = target == .schemeAdopted ? .rules : .correction
        default: self = .newFact
        }
    }
}
