import Ledger

/// What is recorded, as admission asks of it. The store answers from its derived tables; tests answer from a plain
/// model in memory.
public protocol Recorded {
    /// Every scheme that was ever adopted, retracted ones too.
    var schemes: [AdoptedScheme] { get }
    /// The position of the event with this id.
    func event(id: String) throws -> Int64?
    /// The event at a position.
    func event(_ seq: Int64) throws -> Event
    /// The record that the event at a position opened, as it is now; nil where that event is a correction or retraction.
    func record(_ seq: Int64) throws -> Record?
    /// The opening position of the live record with this natural key.
    func holder(of key: NaturalKey) throws -> Int64?
    /// From when on a registered enterprise belongs to a township; nil where it is not registered.
    func registration(of enterprise: String) throws -> CivilDate?
    /// The tree's root over the first events, in base64; nil where there were not so many before the batch.
    func root(at size: Int64) throws -> String?
    /// The number of events before the batch.
    var size: Int64 { get throws }
    /// The effective date of a live report; nil where there is none.
    func report(_ number: String) throws -> CivilDate?
    /// The opening positions of the live records that name an enterprise, its own registration aside.
    func naming(enterprise: String) throws -> [Int64]
    /// The opening positions of the live records of some types that have a subject (see `NaturalKey`), in order.
    func live(of subject: String, _ types: Set<EventType>) throws -> [Int64]
    /// The opening positions of the live adoptions of a report.
    func naming(report: String) throws -> [Int64]
}
