import Ledger

/// The rule of records that draw on another one, such as payments on a fund: together they are at most what it has.
extension Admission {
    /// Refuses an amount that is more than what is left.
    /// - Parameter record: what a correction takes away.
    mutating func keepsWithin(_ entry: RecordType, _ data: JSON, without record: Record? = nil, path: String) throws {
        guard let field = entry.drawsOn, let subject = entry.identity.first, let source = entry.source,
            let amount = FormCheck.amount(data, field)
        else { return }
        let number = data[subject]?.text ?? ""
        guard let holder = try recorded.holder(of: NaturalKey(number, source)),
            let has = try recorded.record(holder).flatMap({ FormCheck.amount($0.data, field) })
        else { return }
        let drawn = try drawn(by: entry.type, field, on: number, without: record)
        let left = max(0, has.value - drawn)
        guard amount.value > left else { return }
        refuse("\(path).\(field)", amount.description, .overdrawn(source, left: Hundredths(left).description))
    }

    /// Refuses to correct what a record has to less than what others drew on it.
    mutating func keepsDrawn(_ record: Record, _ data: JSON, path: String) throws {
        for type in Catalog.naming(record.type) {
            guard let field = Catalog[type].drawsOn, let subject = Catalog[record.type].identity.first,
                let amount = FormCheck.amount(data, field)
            else { continue }
            let drawn = try drawn(by: type, field, on: record.data[subject]?.text ?? "", without: nil)
            guard amount.value < drawn else { continue }
            refuse("\(path).\(field)", amount.description, .belowDrawn(type, total: Hundredths(drawn).description))
        }
    }

    private func drawn(by type: EventType, _ field: String, on number: String, without record: Record?) throws -> Int64
    {
        var sum: Int64 = 0
        for seq in try recorded.live(of: number, [type]) where seq != record?.seq {
            guard let data = try recorded.record(seq)?.data, let amount = FormCheck.amount(data, field) else {
                continue
            }
            // What is drawn is at most what one record has, so that the sum stays in range.
            sum += amount.value
        }
        return sum
    }
}

extension RecordType {
    /// The type of the record that the type's subject names.
    var source: EventType? {
        guard case .reference(let type)? = identity.first.flatMap({ field($0)?.kind }) else { return nil }
        return type
    }
}
