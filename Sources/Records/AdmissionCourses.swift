import Ledger

/// The rules between records of one subject: what is named must stand, and each step must be possible.
extension Admission {
    /// A record that is named by its number is live, and not of a later date.
    mutating func reference(_ type: EventType, _ number: String, _ effective: CivilDate?, path: String) throws {
        guard let seq = try recorded.holder(of: NaturalKey(number, type)), let named = try recorded.record(seq) else {
            return refuse(path, number, .referenceUnknown(type))
        }
        if let effective, named.effective > effective {
            refuse(path, number, .beforeReference(type, since: named.effective.description))
        }
    }

    /// A record whose number others name keeps it, and stays before them.
    mutating func keepsReferences(_ record: Record, newData: JSON?, effective: CivilDate?) throws {
        let types = Catalog.naming(record.type)
        guard let field = Catalog[record.type].identity.first, !types.isEmpty else { return }
        let naming = try recorded.live(of: record.data[field]?.text ?? "", Set(types))
        guard let first = naming.first else { return }
        if newData?[field] != record.data[field] {
            return refuse("data.target", record.id, .stillNamed(by: try recorded.event(first).id, count: naming.count))
        }
        guard let effective else { return }
        for seq in naming {
            guard let other = try recorded.record(seq), other.effective < effective else { continue }
            return refuse(
                "data.effective", effective.description,
                .namedBefore(by: other.id, on: other.effective.description))
        }
    }

    /// The steps that the live records of a subject take, in order.
    private func steps(_ course: Course, _ subject: String, without record: Record? = nil) throws -> [Course.Step] {
        try recorded.live(of: subject, course.types).compactMap { seq in
            guard seq != record?.seq, let found = try recorded.record(seq) else { return nil }
            return Course.Step(found.type, effective: found.effective, seq: seq, id: found.id)
        }
    }

    /// Whether every step of the courses that a change touches is still possible.
    /// - Parameters:
    ///   - record: what the change takes away.
    ///   - new: what it brings, and of which subject.
    mutating func keepsCourse(
        of type: EventType, without record: Record?, with new: (subject: String, step: Course.Step)?, path: String
    ) throws {
        guard let course = Course.of(type) else { return }
        let before = record.flatMap { NaturalKey($0.type, effective: $0.effective, data: $0.data)?.subject }
        for subject in Set([before, new?.subject].compactMap { $0 }).sorted() {
            var steps = try steps(course, subject, without: record)
            if let new, new.subject == subject { steps.append(new.step) }
            do throws(Course.Impossible) { _ = try course.state(after: Course.inOrder(steps)) } catch {
                if let new, error.step == new.step {
                    refuse(path, subject, .impossible(type, in: error.state, possible: error.possible))
                } else {
                    refuse(path, subject, .breaksCourse(at: error.step.id, step: error.step.type, in: error.state))
                }
            }
        }
    }

    /// Whether a subject's course is in the state that a type needs.
    mutating func state(
        _ during: (course: Course, state: Course.State), of subject: String, on day: CivilDate, _ entry: RecordType,
        path: String
    ) throws {
        let steps = try steps(during.course, subject).filter { $0.effective <= day }
        let state = (try? during.course.state(after: Course.inOrder(steps))) ?? during.course.start
        guard state != during.state else { return }
        refuse(path, subject, .impossible(entry.type, in: state, possible: during.course.possible(in: state)))
    }
}
