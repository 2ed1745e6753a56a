import Ledger

/// What becomes of a submission that is not refused.
public enum Admitted: Sendable {
    /// An event to append; `id` is nil where the ledger has yet to give one.
    case event(type: EventType, effective: CivilDate, data: JSON, id: String?, actor: String, source: String)
    /// The ledger holds it already, at this position.
    case alreadyRecorded(seq: Int64, id: String)
}

/// Decides whether a submission becomes an event (`decide` of the decider pattern): a function of the submission, of
/// what is recorded, and of the day. Collects every fault.
public struct Admission {
    private let recorded: any Recorded
    private let today: CivilDate
    private let mode: Mode
    private var faults: [Refusal] = []

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
    ///   - recorded: what was recorded before it.
    ///   - today: the Asia/Shanghai date of its recording.
    ///   - actor: who submits where the submission does not say.
    /// - Throws: what `recorded` throws: a damaged or unreadable store, never a fault of the submission.
    public static func decide(
        _ submission: Submission, recorded: any Recorded, today: CivilDate, actor: String, mode: Mode = .submit
    ) throws -> Result<Admitted, Refusals> {
        var admission = Admission(recorded, today: today, mode: mode)
        let result = try admission.decide(submission, actor: actor)
        guard admission.faults.isEmpty, let result else { return .failure(Refusals(admission.faults)) }
        return .success(result)
    }

    private mutating func refuse(_ field: String, _ found: String?, _ problem: Refusal.Problem) {
        faults.append(Refusal(field, found: found ?? "", problem))
    }

    private mutating func decide(_ submission: Submission, actor: String) throws -> Admitted? {
        let actor = text(submission.actor ?? actor, "actor", limit: 128)
        let source = text(submission.source, "source", limit: 500, mayBeEmpty: true)
        if let id = submission.id, !Admission.isIdentifier(id) { refuse("id", id, .badIdentifier) }
        let entry = Catalog[submission.type]
        var (effective, data) = try content(
            entry, effective: submission.effective, data: submission.data, path: "data")
        let taken = faults.isEmpty ? try submission.id.flatMap { try recorded.event(id: $0) } : nil
        if !submission.type.opensRecord {
            // A change that is submitted again is known by its id, before its target is asked whether it takes changes.
            if let taken, try isEvent(taken, submission.type, asStored(data)) {
                return .alreadyRecorded(seq: taken, id: submission.id ?? "")
            }
            if faults.isEmpty { data = try change(submission.type, data) }
        }
        guard faults.isEmpty, let effective else { return nil }

        if let id = submission.id, let taken {
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
        if let key = NaturalKey(submission.type, effective: effective, data: data),
            let seq = try recorded.holder(of: key), let holder = try recorded.record(seq)
        {
            if holder.data == data, holder.effective == effective {
                return .alreadyRecorded(seq: holder.seq, id: holder.id)
            }
            refuse("", entry.naturalKey?.en, .conflict(holder: holder.id, seq: holder.seq))
            return nil
        }
        return .event(
            type: submission.type, effective: effective, data: data, id: submission.id, actor: actor, source: source)
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
        var scratch = self
        let (_, stored) = try scratch.content(
            Catalog[record.type], effective: change["effective"]?.text, data: facts, path: "data.data")
        // Fields that the type does not have are left out of the stored form: then it is another content.
        guard stored.object?.count == facts.object?.count else { return change }
        return .members((change.object ?? []).map { $0.key == "data" ? .init("data", stored) : $0 })
    }

    /// The ids that the ledger takes: 1–64 of `[A-Za-z0-9._:-]`.
    public static func isIdentifier(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy {
                (0x30...0x3A).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
                    || $0 == 0x2E || $0 == 0x5F
            }
    }

    /// Text in stored form.
    private mutating func text(_ text: String, _ field: @autoclosure () -> String, limit: Int, mayBeEmpty: Bool = false)
        -> String
    {
        let stored = StoredText.normalized(text)
        if StoredText.hasControl(stored) { refuse(field(), JSON.string(stored).shown, .control) }
        if stored.isEmpty, !mayBeEmpty { refuse(field(), text, .empty) }
        if StoredText.length(stored) > limit {
            refuse(field(), String(stored.prefix(40)) + "…", .tooLong(limit: limit))
        }
        return stored
    }

    // MARK: - Facts

    /// Checks effective date and data as a submission of this type, and gives their stored form.
    private mutating func content(
        _ entry: RecordType, effective spelling: String?, data: JSON, path: String
    ) throws -> (CivilDate?, JSON) {
        let before = faults.count
        var members: [JSON.Member] = []
        members.reserveCapacity(entry.fields.count)
        let given = data.object ?? []
        for field in entry.fields {
            guard let value = given.first(where: { $0.key == field.name })?.value else {
                refuse("\(path).\(field.name)", "", .missing)
                continue
            }
            members.append(.init(field.name, fieldValue(value, field, path)))
        }
        if given.count > members.count {
            for member in given where entry.field(member.key) == nil {
                refuse("\(path).\(member.key)", member.value.shown, .unknownField(known: entry.fields.map(\.name)))
            }
        }
        let stored = JSON.members(members)
        let effective = date(entry, spelling, stored, path: path)
        for rule in entry.notAbove {
            if let value = amount(stored, rule.field), let limit = amount(stored, rule.limit), value > limit {
                refuse("\(path).\(rule.field)", value.description, .aboveField(rule.limit, value: limit.description))
            }
        }
        // A field that is wrong by itself is not looked up; the others are, so that every fault is told at once.
        let wrong = Set(faults[before...].map(\.field))
        try context(entry, effective, stored, path: path, except: wrong)
        return (effective, stored)
    }

    private func amount(_ data: JSON, _ key: String) -> Hundredths? {
        data[key]?.text.flatMap { try? Hundredths($0) }
    }

    /// One field's value in stored form.
    private mutating func fieldValue(_ value: JSON, _ field: RecordType.Field, _ parent: String) -> JSON {
        // Paths are made only for a refusal: admission spends its time on what is right.
        var path: String { "\(parent).\(field.name)" }
        switch field.kind {
        case .scheme:
            let stored = normalized(value, path)
            let (_, schemeFaults) = SchemeReader.read(stored)
            if !schemeFaults.isEmpty { refuse(path, "", .scheme(schemeFaults)) }
            return stored
        case .facts:
            if value.object == nil { refuse(path, value.shown, .notAnObject) }
            return value
        case .count:
            guard let number = value.integer, number >= 0 else {
                refuse(path, value.shown, .notInteger)
                return value
            }
            return value
        default: break
        }
        guard let raw = value.text else {
            refuse(path, value.shown, .notText)
            return value
        }
        let limit = if case .text(let limit) = field.kind { limit } else { 200 }
        let stored = text(raw, path, limit: limit)
        guard !stored.isEmpty else { return .string(stored) }
        switch field.kind {
        case .enterprise:
            do throws(CreditCode.Fault) { try CreditCode.check(stored) } catch { refuse(path, stored, .badCode(error)) }
        case .month: if CivilMonth(stored) == nil { refuse(path, stored, .badMonth) }
        case .date: if CivilDate(stored) == nil { refuse(path, stored, .badDate) }
        case .amount, .points, .ratedPoints:
            do throws(Hundredths.Fault) {
                let amount = try Hundredths(stored)
                if case .points(let limit) = field.kind, amount.value > limit {
                    refuse(path, stored, .above(limit: Hundredths(limit).description))
                }
                return .string(Hundredths.isStored(stored) ? stored : amount.description)
            } catch { refuse(path, stored, .badAmount(error)) }
        case .choice(let choices):
            if !choices.contains(where: { $0.value == stored }) {
                refuse(path, stored, .notOneOf(choices.map(\.value)))
            }
        case .country: if !Countries.codes.contains(stored) { refuse(path, stored, .unknownCountry) }
        case .target: if !Admission.isIdentifier(stored) { refuse(path, stored, .badIdentifier) }
        case .hash(.base64): if Base64.decode(stored)?.count != 32 { refuse(path, stored, .badHash) }
        case .hash(.hex):
            let isHex =
                stored.utf8.count == 64
                && stored.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
            if !isHex { refuse(path, stored, .badHash) }
        default: break
        }
        return .string(stored)
    }

    /// A scheme's texts in stored form; what no event may hold is refused.
    private mutating func normalized(_ value: JSON, _ path: String) -> JSON {
        switch value {
        case .string(let raw): return .string(text(raw, path, limit: 2000, mayBeEmpty: true))
        case .array(let items):
            return .array(items.enumerated().map { normalized($0.element, "\(path)[\($0.offset)]") })
        case .object(let members):
            return .object(
                members.map { member in
                    let plain = member.key.utf8.allSatisfy {
                        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x5F
                    }
                    if !plain { refuse("\(path).\(member.key)", member.key, .badIdentifier) }
                    return .init(member.key, normalized(member.value, "\(path).\(member.key)"))
                })
        case .null, .fraction:
            refuse(path, value.shown, .notText)
            return value
        case .integer, .boolean: return value
        }
    }

    /// The effective date: given, or the end of the month.
    private mutating func date(_ entry: RecordType, _ spelling: String?, _ data: JSON, path: String) -> CivilDate? {
        let field = path == "data" ? "effective" : "data.effective"
        let isChange = !entry.type.opensRecord
        if isChange, spelling == nil { return today }
        if entry.effective == .monthEnd {
            guard let month = data["month"]?.text.flatMap({ CivilMonth($0) }) else { return nil }
            if let spelling, spelling != month.end.description {
                refuse(field, spelling, .notMonthEnd(expected: month.end.description))
                return nil
            }
            if month.end > today, month != today.month {
                refuse(field, month.end.description, .future(today: today.description))
            }
            return month.end
        }
        guard let spelling else {
            refuse(field, "", .missing)
            return nil
        }
        guard let date = CivilDate(StoredText.normalized(spelling)) else {
            refuse(field, spelling, .badDate)
            return nil
        }
        if date > today, entry.type != .schemeAdopted { refuse(field, spelling, .future(today: today.description)) }
        return date
    }

    /// The rules that need what is recorded.
    /// - Parameter wrong: the paths of fields that were refused already.
    private mutating func context(
        _ entry: RecordType, _ effective: CivilDate?, _ data: JSON, path: String, except wrong: Set<String>
    ) throws {
        for field in entry.fields where wrong.isEmpty || !wrong.contains("\(path).\(field.name)") {
            switch field.kind {
            case .township:
                let found = data[field.name]?.text ?? ""
                let schemes = recorded.schemes.usable(for: effective ?? today, today: today)
                if schemes.isEmpty {
                    if mode == .submit { refuse("\(path).\(field.name)", found, .noScheme) }
                } else if !schemes.contains(where: { $0.townships.contains { $0.id == found } }) {
                    refuse("\(path).\(field.name)", found, .unknownTownship(known: schemes[0].townships.map(\.id)))
                }
            case .ratedItem:
                let found = data[field.name]?.text ?? ""
                let schemes = recorded.schemes.usable(for: effective ?? today, today: today)
                let items = schemes.flatMap { $0.indicators.filter { $0.method == .rated } }
                if let item = items.first(where: { $0.id == found }) {
                    if let points = amount(data, "points"), points > item.points, !wrong.contains("\(path).points") {
                        refuse("\(path).points", points.description, .above(limit: item.points.description))
                    }
                } else if !schemes.isEmpty || mode == .submit {
                    refuse("\(path).\(field.name)", found, .unknownItem(known: items.map(\.id)))
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
            default: break
            }
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
            return data
        }
        let entry = Catalog[record.type]
        guard entry.isCorrectable else {
            refuse("data.target", record.type.rawValue, .notCorrectable)
            return data
        }
        let (effective, stored) = try content(
            entry, effective: data["effective"]?.text, data: data["data"] ?? .object([]), path: "data.data")
        guard faults.isEmpty, let effective else { return data }
        try keepsNamed(record, newData: stored, effective: effective)
        if let key = NaturalKey(record.type, effective: effective, data: stored),
            let holder = try recorded.holder(of: key), holder != record.seq, let other = try recorded.record(holder)
        {
            refuse("data.data", entry.naturalKey?.en, .conflict(holder: other.id, seq: other.seq))
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
        default: return
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
