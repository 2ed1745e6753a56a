import Ledger

/// What becomes of a submission that is not refused.
public enum Admitted: Sendable {
    /// An event to append.
    case event(AdmittedEvent)
    /// The ledger holds it already, at this position.
    case alreadyRecorded(seq: Int64, id: String)
}

/// An event to append: everything but what the ledger gives.
public struct AdmittedEvent: Sendable {
    public let type: EventType
    public let effective: CivilDate
    /// The canonical bytes of its data.
    public let canonical: [UInt8]
    public let facts: Facts
    /// The natural key of the record that it opens; nil where it opens none.
    public let key: NaturalKey?
    /// nil where the ledger has yet to give one.
    public let id: String?
    public let actor: String
    public let source: String
}

/// Decides whether a submission becomes an event (`decide` of the decider pattern): a function of the submission, of
/// what is recorded, and of the day. Collects every fault.
public struct Admission {
    let recorded: any Recorded
    let today: CivilDate
    private let mode: Mode
    private(set) var faults: [Refusal] = []

    /// Who asks. `restore` takes back what a ledger had accepted: there a fact may stand before its enterprise's
    /// registration and before the first scheme, if the file brings them later (see docs/ledger.md, As built).
    public enum Mode: Sendable { case submit, restore }

    private init(_ recorded: any Recorded, today: CivilDate, mode: Mode) {
        self.recorded = recorded
        self.today = today
        self.mode = mode
    }

    /// Decides one submission.
    /// - Parameters:
    ///   - actor: who submits where the submission does not say.
    ///   - recorded: what was recorded before it.
    ///   - today: the Asia/Shanghai date of its recording.
    /// - Throws: what `recorded` throws: a damaged or unreadable store, never a fault of the submission.
    public static func decide(
        _ prepared: PreparedSubmission, actor: String, recorded: any Recorded, today: CivilDate, mode: Mode = .submit
    ) throws -> Result<Admitted, Refusals> {
        let prepared = prepared.prepared(actor: actor, today: today)
        var admission = Admission(recorded, today: today, mode: mode)
        admission.faults = prepared.faults
        let result = try admission.decide(prepared)
        guard admission.faults.isEmpty, let result else { return .failure(Refusals(admission.faults)) }
        return .success(result)
    }

    mutating func refuse(_ field: String, _ found: String?, _ problem: Refusal.Problem) {
        faults.append(Refusal(field, found: found ?? "", problem))
    }

    private mutating func decide(_ submission: PreparedSubmission) throws -> Admitted? {
        let entry = Catalog[submission.type]
        let id = submission.submission.id
        var data = submission.data
        try context(entry, submission.effective, data, path: "data", except: submission.wrong)
        if !faults.isEmpty, submission.facts != nil, mode == .submit, let recorded = try repeated(submission) {
            // What is recorded already is so whatever may stand against it by now: a registration that was moved, a new scheme.
            faults = []
            return recorded
        }
        let taken = faults.isEmpty ? try id.flatMap { try recorded.event(id: $0) } : nil
        if !submission.type.opensRecord {
            // A change that is submitted again is known by its id, before its target is asked whether it takes changes.
            if let taken, try isEvent(taken, submission.type, asStored(data)) {
                return .alreadyRecorded(seq: taken, id: id ?? "")
            }
            if faults.isEmpty { data = try change(submission.type, data) }
        }
        if faults.isEmpty, submission.type == .monthClosed { try closing(data) }
        guard faults.isEmpty, let effective = submission.effective else { return nil }

        if let id, let taken {
            let record = try recorded.record(taken)
            let event = try recorded.event(taken)
            let isEvent = event.type == submission.type.rawValue && event.data == data
            let isRepeated =
                if let record {
                    // As the record is now, or as it was submitted before somebody corrected it.
                    record.isLive && record.type == submission.type
                        && (record.data == data && record.effective == effective
                            || isEvent && event.effective == effective)
                } else {
                    isEvent
                }
            if isRepeated { return .alreadyRecorded(seq: taken, id: id) }
            refuse("id", id, record?.ended.map { .idRetracted(seq: taken, by: $0) } ?? .idTaken(seq: taken))
            return nil
        }
        if let key = submission.key, let seq = try recorded.holder(of: key), let holder = try recorded.record(seq) {
            if holder.data == data, holder.effective == effective {
                return .alreadyRecorded(seq: holder.seq, id: holder.id)
            }
            refuse("", entry.naturalKey?.en, .conflict(holder: holder.id, seq: holder.seq))
            return nil
        }
        if submission.type.isJournaled, let key = submission.key {
            let step = Course.Step(submission.type, effective: effective, seq: .max, id: id ?? "")
            try keepsCourse(
                of: submission.type, without: nil, with: (key.subject, step), path: "data.\(entry.identity.first ?? "")"
            )
            try keepsWithin(entry, data, path: "data")
            guard faults.isEmpty else { return nil }
        }
        let canonical = submission.facts == nil ? data.canonical : submission.canonical
        guard
            let facts = submission.facts
                ?? canonical.withUnsafeBufferPointer({ Facts(submission.type, canonical: $0) })
        else { throw LedgerError.damaged("\(submission.type.rawValue): data of another form than the catalog's") }
        return .event(
            AdmittedEvent(
                type: submission.type, effective: effective, canonical: canonical, facts: facts, key: submission.key,
                id: id, actor: submission.actor, source: submission.source))
    }

    /// What a record says already, by its id where the submission's is taken, else by its natural key.
    private func repeated(_ submission: PreparedSubmission) throws -> Admitted? {
        func isHeld(_ record: Record?) -> Bool {
            record?.isLive == true && record?.type == submission.type && record?.data == submission.data
                && record?.effective == submission.effective
        }
        if let id = submission.submission.id, let seq = try recorded.event(id: id) {
            return isHeld(try recorded.record(seq)) ? .alreadyRecorded(seq: seq, id: id) : nil
        }
        guard let key = submission.key, let seq = try recorded.holder(of: key), let record = try recorded.record(seq),
            isHeld(record)
        else { return nil }
        return .alreadyRecorded(seq: record.seq, id: record.id)
    }

    private func isEvent(_ seq: Int64, _ type: EventType, _ data: JSON) throws -> Bool {
        let event = try recorded.event(seq)
        return event.type == type.rawValue && event.data == data
    }

    /// A correction's data with its new facts in stored form, whatever may stand against them by now.
    private func asStored(_ change: JSON) throws -> JSON {
        guard let facts = change["data"], let target = change["target"]?.text,
            let seq = try recorded.event(id: target), let record = try recorded.record(seq)
        else { return change }
        var scratch = FormCheck(today: today)
        let (_, stored) = scratch.content(
            Catalog[record.type], effective: change["effective"]?.text, data: facts, path: "data.data")
        // Fields that the type does not have are left out of the stored form: then it is another content.
        guard stored.object?.count == facts.object?.count else { return change }
        return .members((change.object ?? []).map { $0.key == "data" ? .init("data", stored) : $0 })
    }

    /// The ids that the ledger takes: 1–64 of `[A-Za-z0-9._:-]`.
    public static func isIdentifier(_ id: String) -> Bool { isIdentifier(id.utf8) }

    /// The same of an id's bytes.
    static func isIdentifier(_ id: some Collection<UInt8>) -> Bool {
        (1...64).contains(id.count)
            && id.allSatisfy {
                (0x30...0x3A).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
                    || $0 == 0x2E || $0 == 0x5F
            }
    }

    // MARK: - Facts

    /// The rules that need what is recorded.
    /// - Parameter wrong: the paths of fields that were refused already.
    private mutating func context(
        _ entry: RecordType, _ effective: CivilDate?, _ data: JSON, path: String, except wrong: Set<String>
    ) throws {
        for field in entry.lookedUp where wrong.isEmpty || !wrong.contains("\(path).\(field.name)") {
            switch field.kind {
            case .township:
                let found = data[field.name]?.text ?? ""
                let schemes = recorded.schemes.usable(for: effective ?? today, today: today)
                if schemes.isEmpty {
                    if mode == .submit { refuse("\(path).\(field.name)", found, .noScheme) }
                } else if !schemes.haveTownship(found) {
                    let known = schemes[0].scheme.townships.map(\.id)
                    refuse("\(path).\(field.name)", found, .unknownTownship(known: known))
                }
            case .ratedItem:
                let found = data[field.name]?.text ?? ""
                let schemes = recorded.schemes.usable(for: effective ?? today, today: today)
                if let item = schemes.ratedItem(found) {
                    if let points = FormCheck.amount(data, "points"), points > item.points,
                        !wrong.contains("\(path).points")
                    {
                        refuse("\(path).points", points.description, .above(limit: item.points.description))
                    }
                } else if !schemes.isEmpty || mode == .submit {
                    refuse("\(path).\(field.name)", found, .unknownItem(known: schemes.ratedItems.map(\.id)))
                }
            case .enterprise where entry.isEnterpriseBound && mode == .submit:
                let found = data[field.name]?.text ?? ""
                if let from = try recorded.registration(of: found) {
                    if let effective, from > effective {
                        refuse("\(path).enterprise", found, .enterpriseFrom(from.description))
                    }
                } else {
                    refuse("\(path).enterprise", found, .enterpriseNotRegistered)
                }
            case .unit:
                let found = data[field.name]?.text ?? ""
                if !found.isEmpty { try unit(found, effective, path: "\(path).\(field.name)") }
            case .workItem: try work(data, effective, path: path, except: wrong)
            case .reference(let type):
                let found = data[field.name]?.text ?? ""
                if !found.isEmpty { try reference(type, found, effective, path: "\(path).\(field.name)") }
            default: break
            }
        }
        if let during = entry.during, let subject = entry.identity.first, !wrong.contains("\(path).\(subject)") {
            try state(during, of: data[subject]?.text ?? "", on: effective ?? today, entry, path: "\(path).\(subject)")
        }
        if mode == .submit, entry.type.isDocument, wrong.isEmpty {
            try stages(entry.type, data, path: path)
        }
        if entry.type == .reportAdopted, !wrong.contains("\(path).report_no") {
            let number = data["report_no"]?.text ?? ""
            if let submitted = try recorded.report(number) {
                if let effective, submitted > effective {
                    refuse(
                        path == "data" ? "effective" : "data.effective", effective.description,
                        .beforeReport(submitted: submitted.description))
                }
            } else {
                refuse("\(path).report_no", number, .reportUnknown)
            }
        }
    }

    /// A closing states what the ledger had on the month's last day: so many events, under this root. In restoring it is
    /// taken as it stands; an audit tells where it is not true.
    private mutating func closing(_ data: JSON) throws {
        if mode == .submit, let month = data["month"]?.text.flatMap({ CivilMonth($0) }), let on = data["on"]?.text,
            on != month.end.description
        {
            refuse("data.on", on, .notMonthEnd(expected: month.end.description))
        }
        guard mode == .submit, let size = data["known_size"]?.integer, let found = data["root"]?.text else { return }
        guard let root = try recorded.root(at: size) else {
            return refuse("data.known_size", "\(size)", .above(limit: "\(try recorded.size)"))
        }
        if root != found { refuse("data.root", found, .notTheRoot(expected: root, size: size)) }
    }

    // MARK: - Changes

    /// The rules of corrections and retractions.
    /// - Returns: the change's data in stored form.
    private mutating func change(_ type: EventType, _ data: JSON) throws -> JSON {
        guard let target = data["target"]?.text else { return data }
        guard let seq = try recorded.event(id: target) else {
            refuse("data.target", target, .noTarget)
            return data
        }
        guard let record = try recorded.record(seq) else {
            refuse("data.target", target, .targetIsChange)
            return data
        }
        if let ended = record.ended {
            refuse("data.target", target, .targetRetracted(by: ended))
            return data
        }
        if type == .eventRetracted {
            try keepsNamed(record, newData: nil, effective: nil)
            if faults.isEmpty { try keepsCourse(of: record.type, without: record, with: nil, path: "data.target") }
            return data
        }
        let entry = Catalog[record.type]
        guard entry.isCorrectable else {
            refuse("data.target", record.type.rawValue, .notCorrectable)
            return data
        }
        var check = FormCheck(today: today)
        let (effective, stored) = check.content(
            entry, effective: data["effective"]?.text, data: data["data"] ?? .object([]), path: "data.data")
        faults += check.faults
        // A field that is wrong by itself is not looked up; the others are, so that every fault is told at once.
        try context(entry, effective, stored, path: "data.data", except: Set(check.faults.map(\.field)))
        guard faults.isEmpty, let effective else { return data }
        try keepsNamed(record, newData: stored, effective: effective)
        if let key = NaturalKey(record.type, effective: effective, data: stored),
            let holder = try recorded.holder(of: key), holder != record.seq, let other = try recorded.record(holder)
        {
            refuse("data.data", entry.naturalKey?.en, .conflict(holder: other.id, seq: other.seq))
        }
        if faults.isEmpty {
            try keepsWithin(entry, stored, without: record, path: "data.data")
            try keepsDrawn(record, stored, path: "data.data")
        }
        if faults.isEmpty, let key = NaturalKey(record.type, effective: effective, data: stored) {
            let step = Course.Step(record.type, effective: effective, seq: record.seq, id: record.id)
            try keepsCourse(
                of: record.type, without: record, with: (key.subject, step),
                path: "data.data.\(entry.identity.first ?? "")")
        }
        return .members((data.object ?? []).map { $0.key == "data" ? .init("data", stored) : $0 })
    }

    /// A registration or a report that live records name keeps its name, and a report stays before its adoptions.
    private mutating func keepsNamed(_ record: Record, newData: JSON?, effective: CivilDate?) throws {
        let field: String
        let naming: [Int64]
        switch record.type {
        case .enterpriseRegistered:
            field = "enterprise"
            naming = try recorded.naming(enterprise: record.data[field]?.text ?? "")
        case .reportSubmitted:
            field = "report_no"
            naming = try recorded.naming(report: record.data[field]?.text ?? "")
        default: return try keepsReferences(record, newData: newData, effective: effective)
        }
        guard let first = naming.first else { return }
        if newData?[field] != record.data[field] {
            refuse("data.target", record.id, .stillNamed(by: try recorded.event(first).id, count: naming.count))
        }
        guard field == "report_no", let effective else { return }
        for seq in naming {
            guard let adoption = try recorded.record(seq), adoption.effective < effective else { continue }
            refuse("data.effective", effective.description, .stillNamed(by: adoption.id, count: naming.count))
            return
        }
    }
}
