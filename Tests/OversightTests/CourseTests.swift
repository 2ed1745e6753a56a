import Foundation
import Records
import Testing

/// The state machines as such, and as the documents have them.
@Suite struct CourseTests {
    @Test func noTwoCoursesShareAType() {
        let types = Course.all.flatMap(\.types)
        #expect(Set(types).count == types.count)
        for type in types { #expect(Course.of(type)?.types.contains(type) == true) }
    }

    /// One step from a state leads to one state, every state can be reached, and all steps of a course have one subject.
    @Test(arguments: Course.all) func isAMachine(course: Course) {
        let pairs = course.transitions.map { "\($0.from.id) \($0.step.rawValue)" }
        #expect(Set(pairs).count == pairs.count)
        var reached: Set<Course.State> = [course.start]
        while true {
            let next = reached.union(course.transitions.filter { reached.contains($0.from) }.map(\.to))
            if next == reached { break }
            reached = next
        }
        #expect(reached == Set(course.transitions.flatMap { [$0.from, $0.to] }))
        #expect(Set(course.types.compactMap { Catalog[$0].identity.first }).count == 1)
    }

    /// All parts of a natural key but the last hold no spaces, so that no two keys are one text.
    @Test func naturalKeysOfTheFurtherSystemsAreTold() {
        for entry in Catalog.types where entry.type.isJournaled {
            // A plan's key is made of its id, which is no field of the record.
            let hasIdentity = !entry.identity.isEmpty || entry.type == .planAdopted
            #expect(entry.naturalKey != nil && hasIdentity, "\(entry.type)")
            for name in entry.identity.dropFirst().dropLast() where name != "effective" {
                let kind = entry.field(name)?.kind
                let isPlain =
                    switch kind {
                    case .enterprise, .township, .month, .week, .date, .choice, .count, .country, .workStage: true
                    default: false
                    }
                #expect(isPlain, "\(entry.type) \(name)")
            }
            for name in entry.identity where name != "effective" { #expect(entry.field(name) != nil, "\(entry.type)") }
        }
    }

    @Test(arguments: [("tickets", Course.ticket), ("monitoring", .warning), ("monitoring", .listing)])
    func theDocumentHasEveryTransition(name: String, course: Course) throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../docs/\(name).md")
        let text = try String(contentsOf: file, encoding: .utf8)
        for transition in course.transitions {
            let row =
                "| \(transition.from.zh) \(transition.from.en) | `\(transition.step.rawValue)` | "
                + "\(transition.to.zh) \(transition.to.en) |"
            #expect(text.contains(row), "\(row)")
        }
    }
}
