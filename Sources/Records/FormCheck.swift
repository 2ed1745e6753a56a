import Ledger

/// Checks what a submission says by itself and brings it into stored form: everything that needs no ledger, so that it
/// can be done ahead, beside the recording of what came before. Collects every fault.
struct FormCheck {
    private(set) var faults: [Refusal] = []
    /// The Asia/Shanghai date of the recording.
    let today: CivilDate

    init(today: CivilDate) { self.today = today }

    mutating func refuse(_ field: String, _ found: String?, _ problem: Refusal.Problem) {
        faults.append(Refusal(field, found: found ?? "", problem))
    }

    /// Text in stored form.
    mutating func text(_ text: String, _ field: @autoclosure () -> String, limit: Int, mayBeEmpty: Bool = false)
        -> String
    {
        // Most texts are codes, dates and amounts.
        if let length = StoredText.plainLength(text), length > 0, length <= limit { return text }
        let stored = StoredText.normalized(text)
        if StoredText.hasControl(stored) { refuse(field(), JSON.string(stored).shown, .control) }
        if stored.isEmpty, !mayBeEmpty { refuse(field(), text, .empty) }
        if StoredText.length(stored) > limit {
            refuse(field(), String(stored.prefix(40)) + "…", .tooLong(limit: limit))
        }
        return stored
    }

    /// Checks effective date and data as a submission of this type, and gives their stored form.
    mutating func content(
        _ entry: RecordType, effective spelling: String?, data: JSON, path: String
    ) -> (CivilDate?, JSON) {
        let given = data.object ?? []
        var members: [JSON.Member] = []
        members.reserveCapacity(entry.fields.count)
        var found = 0
        for (index, field) in entry.fields.enumerated() {
            guard let value = FormCheck.value(of: field, given, at: entry.places[index]) else {
                if field.isOptional {
                    members.append(.init(field.name, .string("")))
                } else {
                    refuse("\(path).\(field.name)", "", .missing)
                }
                continue
            }
            found += 1
            members.append(.init(field.name, fieldValue(value, field, path)))
        }
        if given.count > found {
            for member in given where entry.field(member.key) == nil {
                refuse("\(path).\(member.key)", member.value.shown, .unknownField(known: entry.fields.map(\.name)))
            }
        }
        let isWhole = members.count == entry.fields.count
        let stored = isWhole ? JSON.object(entry.order.map { members[$0] }) : JSON.members(members)
        let effective = date(entry, spelling, stored, path: path)
        for rule in entry.notAbove {
            if let value = FormCheck.measure(stored, rule.field), let limit = FormCheck.measure(stored, rule.limit),
                value.number > limit.number
            {
                refuse("\(path).\(rule.field)", value.text, .aboveField(rule.limit, value: limit.text))
            }
        }
        for name in entry.notBeforeEffective {
            guard let effective, let date = stored[name]?.text.flatMap({ CivilDate($0) }), date < effective else {
                continue
            }
            refuse("\(path).\(name)", date.description, .before(effective.description))
        }
        return (effective, stored)
    }

    /// The value given for a field: nearly always at the place that it has among the type's fields in order of key.
    private static func value(of field: RecordType.Field, _ given: [JSON.Member], at place: Int) -> JSON? {
        if place < given.count, given[place].key == field.name { return given[place].value }
        return given.first { $0.key == field.name }?.value
    }

    /// What a field holds, as a number to compare by: an amount, a count or a date.
    private static func measure(_ data: JSON, _ key: String) -> (number: Int64, text: String)? {
        if let amount = amount(data, key) { return (amount.value, amount.description) }
        if let count = data[key]?.integer { return (count, String(count)) }
        return data[key]?.text.flatMap { CivilDate($0) }.map { (Int64($0.number), $0.description) }
    }

    static func amount(_ data: JSON, _ key: String) -> Hundredths? {
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
        case .plan:
            let stored = normalized(value, path)
            let planFaults = PlanReader.read(stored).faults
            if !planFaults.isEmpty { refuse(path, "", .scheme(planFaults)) }
            return stored
        case .facts:
            if value.object == nil { refuse(path, value.shown, .notAnObject) }
            return value
        case .count:
            switch value {
            case .integer(0...CountText.limit): break
            case .integer(let number) where number > CountText.limit:
                refuse(path, value.shown, .above(limit: String(CountText.limit)))
            case .fraction(let text) where CountText.isDigits(text):
                refuse(path, text, .above(limit: String(CountText.limit)))
            default: refuse(path, value.shown, .notInteger)
            }
            return value
        default: break
        }
        guard let raw = value.text else {
            refuse(path, value.shown, .notText)
            return value
        }
        let limit =
            switch field.kind {
            case .text(let limit), .listed(let limit, _): limit
            case .reference: 100
            case .unit: 50
            case .workItem, .workStage: 64
            default: 200
            }
        let stored = text(raw, path, limit: limit, mayBeEmpty: field.isOptional)
        guard !stored.isEmpty else { return .string(stored) }
        switch field.kind {
        case .enterprise:
            do throws(CreditCode.Fault) { try CreditCode.check(stored) } catch { refuse(path, stored, .badCode(error)) }
        case .week: if CivilWeek(stored) == nil { refuse(path, stored, .badWeek) }
        case .month: if CivilMonth(stored) == nil { refuse(path, stored, .badMonth) }
        case .date: if CivilDate(stored) == nil { refuse(path, stored, .badDate) }
        case .amount, .points, .ratedPoints, .quantity:
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

    /// The effective date: given, or the end of the month or week.
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
        if entry.effective == .weekEnd {
            guard let week = data["week"]?.text.flatMap({ CivilWeek($0) }) else { return nil }
            if let spelling, spelling != week.end.description {
                refuse(field, spelling, .notWeekEnd(expected: week.end.description))
                return nil
            }
            if week.start > today { refuse(field, week.end.description, .future(today: today.description)) }
            return week.end
        }
        guard let spelling else {
            refuse(field, "", .missing)
            return nil
        }
        guard let date = CivilDate(StoredText.normalized(spelling)) else {
            refuse(field, spelling, .badDate)
            return nil
        }
        if date > today, entry.type != .schemeAdopted, entry.type != .planAdopted {
            refuse(field, spelling, .future(today: today.description))
        }
        return date
    }
}
