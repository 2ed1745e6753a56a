import Ledger

/// The course of a subject's records, as a finite state machine: which step may be taken in a state, and to which state it
/// leads. Pure: the records are handed in.
public struct Course: Sendable, Hashable {
    public struct State: Sendable, Hashable {
        public let id: String
        public let zh: String
        public let en: String

        public init(_ id: String, zh: String, en: String) {
            self.id = id
            self.zh = zh
            self.en = en
        }
    }

    public struct Transition: Sendable, Hashable {
        public let from: State
        public let step: EventType
        public let to: State

        public init(_ from: State, _ step: EventType, _ to: State) {
            self.from = from
            self.step = step
            self.to = to
        }
    }

    /// A record that takes a step.
    public struct Step: Sendable, Hashable {
        public let type: EventType
        public let effective: CivilDate
        /// The record's opening position; `.max` for one that is about to be recorded.
        public let seq: Int64
        public let id: String

        public init(_ type: EventType, effective: CivilDate, seq: Int64, id: String) {
            self.type = type
            self.effective = effective
            self.seq = seq
            self.id = id
        }
    }

    /// A step that can't be taken.
    public struct Impossible: Error, Hashable {
        public let step: Step
        public let state: State
        public let possible: [EventType]
    }

    public let name: String
    public let start: State
    public let transitions: [Transition]
    /// The types of its steps.
    public let types: Set<EventType>

    public init(_ name: String, start: State, _ transitions: [Transition]) {
        self.name = name
        self.start = start
        self.transitions = transitions
        types = Set(transitions.map(\.step))
    }

    /// All courses. No two have a type in common.
    public static let all: [Course] = [.ticket, .listing, .warning, .inspection, .warehouse, .work]

    /// The course that records of a type are steps of.
    public static func of(_ type: EventType) -> Course? { all.first { $0.types.contains(type) } }

    /// The steps that may be taken in a state (`decide`), in order of type.
    public func possible(in state: State) -> [EventType] {
        transitions.filter { $0.from == state }.map(\.step).sorted { $0.code < $1.code }
    }

    /// The state that a step leads to (`evolve`); nil where it can't be taken.
    public func state(after step: EventType, in state: State) -> State? {
        transitions.first { $0.from == state && $0.step == step }?.to
    }

    /// Steps in the order in which they are taken: by date, then by recording.
    public static func inOrder(_ steps: [Step]) -> [Step] {
        steps.sorted { ($0.effective, $0.seq) < ($1.effective, $1.seq) }
    }

    /// The state after steps that are in order.
    /// - Throws: `Impossible` at the first step that can't be taken.
    public func state(after steps: [Step]) throws(Impossible) -> State {
        var state = start
        for step in steps {
            guard let next = self.state(after: step.type, in: state) else {
                throw Impossible(step: step, state: state, possible: possible(in: state))
            }
            state = next
        }
        return state
    }
}
