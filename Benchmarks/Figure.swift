/// One figure: what it is, its value, how it stands to its floor, and what the floor is.
struct Figure: Codable {
    let name: String
    let value: String
    let ratio: String
    let floor: String
    /// The same as numbers with their units in the names, for whoever draws or compares them.
    var numbers: [String: Double] = [:]
}
