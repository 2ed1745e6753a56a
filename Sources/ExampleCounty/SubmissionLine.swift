import Ledger
import Records

extension Submission {
    /// Writes the submission as one line of JSON, as `taizhang append --file` reads it, with its line feed.
    /// - Parameter actor: who hands it in, where the submission does not say.
    public func appendLine(actor: String, to bytes: inout [UInt8]) {
        var members: [JSON.Member] = [.init("actor", .string(self.actor ?? actor)), .init("data", data)]
        if let effective { members.append(.init("effective", .string(effective))) }
        if let id { members.append(.init("id", .string(id))) }
        members += [.init("source", .string(source)), .init("type", .string(type.rawValue))]
        // The keys stand in canonical order already.
        JSON.object(members).appendCanonical(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
    }
}
