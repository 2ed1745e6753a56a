/// A promise of docs/reliability.md that was not kept, with what it takes to see it again.
public struct Broken: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }

    /// Throws what `what` says unless `condition` holds.
    static func unless(_ condition: Bool, _ what: @autoclosure () -> String) throws {
        if !condition { throw Broken(what()) }
    }
}
