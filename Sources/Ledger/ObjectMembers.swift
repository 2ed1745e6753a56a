/// The members of an object while it is read: they come in any order and go in order of key, each key once.
///
/// Keys mostly come in order, and where they do not there are few of them: then each one is put into its place. Of many
/// out of order, what was seen is kept in a set, and they are sorted once at the end.
struct ObjectMembers {
    /// So many are put into place one by one.
    private static let few = 32

    /// In order of key as long as there is no `seen`.
    private var members: [JSON.Member] = []
    /// The bytes of all keys: texts that are equal for Swift may be of other bytes.
    private var seen: Set<[UInt8]>?

    /// Takes a member; false where its key is there already. O(1) on average for keys in order and for many,
    /// O(members) for few.
    mutating func insert(_ member: JSON.Member) -> Bool {
        if seen != nil { return insertSeen(member) }
        guard let last = members.last, !JSON.keyPrecedes(last.key, member.key) else {
            members.append(member)
            return true
        }
        if members.count >= ObjectMembers.few {
            seen = Set(members.map { Array($0.key.utf8) })
            return insertSeen(member)
        }
        let place = members.firstIndex { !JSON.keyPrecedes($0.key, member.key) } ?? members.count
        if place < members.count, members[place].key.utf8.elementsEqual(member.key.utf8) { return false }
        members.insert(member, at: place)
        return true
    }

    private mutating func insertSeen(_ member: JSON.Member) -> Bool {
        guard seen?.insert(Array(member.key.utf8)).inserted == true else { return false }
        members.append(member)
        return true
    }

    /// The object. O(1), and O(members · log members) where many came out of order.
    var object: JSON { seen == nil ? .object(members) : .members(members) }
}
