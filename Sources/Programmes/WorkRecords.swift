import Ledger
import Records

/// Progress toward a cell of the work list.
public struct WorkReport: Sendable, Hashable {
    /// The record's id and position.
    public let record: String
    public let seq: Int64
    public let day: CivilDate
    public let item: String
    public let stage: String
    public let unit: String
    public let progress: String

    /// Nil for a record of another type.
    public init?(_ record: Record) {
        guard record.type == .workReported else { return nil }
        self.record = record.id
        seq = record.seq
        day = record.effective
        item = record.text("item")
        stage = record.text("stage")
        unit = record.text("unit")
        progress = record.text("progress")
    }
}

/// A cell of the work list confirmed as done.
public struct WorkConfirmation: Sendable, Hashable {
    public let record: String
    public let seq: Int64
    public let day: CivilDate
    public let item: String
    public let stage: String
    public let basis: String

    /// Nil for a record of another type.
    public init?(_ record: Record) {
        guard record.type == .workConfirmed else { return nil }
        self.record = record.id
        seq = record.seq
        day = record.effective
        item = record.text("item")
        stage = record.text("stage")
        basis = record.text("basis")
    }
}

/// A unit's rating of a month.
public struct UnitRating: Sendable, Hashable {
    public let record: String
    public let unit: String
    public let month: String
    public let points: Hundredths
    public let remark: String

    /// Nil for a record of another type.
    public init?(_ record: Record) {
        guard record.type == .unitRated, let points = try? Hundredths(record.text("points"))
        else { return nil }
        self.record = record.id
        unit = record.text("unit")
        month = record.text("month")
        self.points = points
        remark = record.text("remark")
    }
}
