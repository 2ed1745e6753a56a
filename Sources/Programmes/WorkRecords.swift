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
        func text(_ key: String) -> String { record.data[key]?.text ?? "" }
        self.record = record.id
        seq = record.seq
        day = record.effective
        item = text("item")
        stage = text("stage")
        unit = text("unit")
        progress = text("progress")
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
        func text(_ key: String) -> String { record.data[key]?.text ?? "" }
        self.record = record.id
        seq = record.seq
        day = record.effective
        item = text("item")
        stage = text("stage")
        basis = text("basis")
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
        guard record.type == .unitRated, let points = record.data["points"]?.text.flatMap({ try? Hundredths($0) })
        else { return nil }
        self.record = record.id
        unit = record.data["unit"]?.text ?? ""
        month = record.data["month"]?.text ?? ""
        self.points = points
        remark = record.data["remark"]?.text ?? ""
    }
}
