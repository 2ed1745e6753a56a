import Ledger

/// What somebody hands in: everything of an event but what the ledger gives (ledger.md §2).
public struct Submission: Hashable, Sendable {
    public var type: EventType
    public var effective: String?
    public var source: String
    public var actor: String?
    public var id: String?
    public var data: JSON

    public init(
        type: EventType, effective: String? = nil, source: String = "", actor: String? = nil, id: String? = nil,
        data: JSON
    ) {
        self.type = type
        self.effective = effective
        self.source = source
        self.actor = actor
        self.id = id
        self.data = data
    }

    /// Reads a submission from its JSON text; every fault of its frame is told.
    public static func read(_ text: some Sequence<UInt8>) -> Result<Submission, Refusals> {
        ContiguousArray(text).withUnsafeBufferPointer { read($0) }
    }

    /// Reads a submission from its JSON text; every fault of its frame is told. O(length).
    public static func read(_ text: UnsafeBufferPointer<UInt8>) -> Result<Submission, Refusals> {
        let json: JSON
        do throws(JSONFault) { json = try JSONReader.read(text) } catch {
            return .failure(Refusals([Refusal("", found: "", .notJSON(error))]))
        }
        guard let members = json.object else {
            return .failure(Refusals([Refusal("", found: json.shown, .notAnObject)]))
        }
        guard let frame = Frame(members) else { return .failure(Refusals(Submission.faults(json, members))) }
        return .success(
            Submission(
                type: frame.type, effective: frame.effective, source: frame.source, actor: frame.actor, id: frame.id,
                data: frame.data))
    }

    /// The values around the data, where nothing is wrong with them.
    private struct Frame {
        var type = EventType.monthClosed
        var data = JSON.null
        var effective: String?
        var source = ""
        var actor: String?
        var id: String?

        init?(_ members: [JSON.Member]) {
            var hasType = false
            for member in members {
                if member.key == "data" {
                    guard case .object = member.value else { return nil }
                    data = member.value
                    continue
                }
                guard case .string(let text) = member.value else { return nil }
                switch member.key {
                case "type":
                    guard let found = EventType(rawValue: text) else { return nil }
                    type = found
                    hasType = true
                case "effective": effective = text
                case "source": source = text
                case "actor": actor = text
                case "id": id = text
                default: return nil
                }
            }
            guard hasType, case .object = data else { return nil }
        }
    }

    /// Every fault of a frame.
    private static func faults(_ json: JSON, _ members: [JSON.Member]) -> [Refusal] {
        var faults: [Refusal] = []
        let keys = ["type", "data", "effective", "source", "actor", "id"]
        for member in members where !keys.contains(member.key) {
            let ours = ["recorded_at", "seq", "v"].contains(member.key)
            faults.append(
                Refusal(member.key, found: member.value.shown, ours ? .ledgerSets : .unknownField(known: keys)))
        }
        for key in keys where key != "data" {
            if let value = json[key], value.text == nil { faults.append(Refusal(key, found: value.shown, .notText)) }
        }
        if json["type"] == nil {
            faults.append(Refusal("type", found: "", .missing))
        } else if let name = json["type"]?.text, EventType(rawValue: name) == nil {
            faults.append(Refusal("type", found: json["type"]?.shown ?? "", .unknownType))
        }
        if json["data"] == nil {
            faults.append(Refusal("data", found: "", .missing))
        } else if json["data"]?.object == nil {
            faults.append(Refusal("data", found: json["data"]?.shown ?? "", .notAnObject))
        }
        return faults
    }
}

/// Every fault of one submission.
public struct Refusals: Error, Hashable, Sendable {
    public let faults: [Refusal]
    /// What could be read in spite of them, so that its other faults are found too.
    public let submission: Submission?
    public init(_ faults: [Refusal], of submission: Submission? = nil) {
        self.faults = faults
        self.submission = submission
    }
}
