import Records
import TestSupport

/// Refusals of tickets, warnings and the monitoring list: steps that can't be taken, and changes that would undo them.
extension Refused {
    init(
        after before: [Submission], _ name: String, _ submission: Submission, _ faults: (String, Refusal.Problem)...
    ) {
        self.init(name, submission)
        self.faults = faults
        self.before = before
    }

    private static let raised: [Submission] = [.problem("JB1", 1, on: "2020-06-10", id: "k1")]
    private static let assigned = raised + [.assign("JB1", due: "2020-06-20", on: "2020-06-11", id: "k2")]
    private static let resolved = assigned + [.resolve("JB1", on: "2020-06-18", id: "k3")]
    private static let closed = resolved + [.confirm("JB1", on: "2020-06-19", id: "k4")]
    private static let warned: [Submission] = [.warn("YJ1", 1, on: "2020-06-08", id: "w1")]

    static let courses: [Refused] = [
        Refused(
            "a ticket that nobody raised", .resolve("JB1", on: "2020-06-18"),
            ("data.ticket", .referenceUnknown(.problemRaised))),
        Refused(
            after: raised, "handed over before it was raised", .assign("JB1", due: "2020-06-20", on: "2020-06-09"),
            ("data.ticket", .beforeReference(.problemRaised, since: "2020-06-10"))),
        Refused(
            after: raised, "due before it is handed over", .assign("JB1", due: "2020-06-10", on: "2020-06-11"),
            ("data.due", .before("2020-06-11"))),
        Refused(
            after: raised, "resolved by nobody", .resolve("JB1", on: "2020-06-18"),
            ("data.ticket", .impossible(.ticketResolved, in: .raised, possible: [.ticketAssigned]))),
        Refused(
            after: assigned, "confirmed before it is resolved", .confirm("JB1", on: "2020-06-18"),
            (
                "data.ticket",
                .impossible(
                    .ticketConfirmed, in: .assigned, possible: [.ticketAssigned, .ticketProgressed, .ticketResolved])
            )),
        Refused(
            after: closed, "progress of a closed ticket", .progress("JB1", on: "2020-06-25"),
            ("data.ticket", .impossible(.ticketProgressed, in: .closed, possible: [.ticketReopened]))),
        Refused(
            after: resolved, "a step in the middle after which the next is impossible",
            .resolve("JB1", on: "2020-06-15"),
            ("data.ticket", .breaksCourse(at: "k3", step: .ticketResolved, in: .resolved))),
        Refused(
            after: resolved, "retracts what a later step needs", .retract("k2"),
            ("data.target", .breaksCourse(at: "k3", step: .ticketResolved, in: .raised))),
        Refused(
            after: resolved, "moves a step behind a later one",
            .correct("k2", to: .assign("JB1", due: "2020-06-30", on: "2020-06-19")),
            ("data.data.ticket", .breaksCourse(at: "k3", step: .ticketResolved, in: .raised))),
        Refused(
            after: assigned, "retracts a problem with steps", .retract("k1"),
            ("data.target", .stillNamed(by: "k2", count: 1))),
        Refused(
            after: assigned, "moves a problem behind its steps",
            .correct("k1", to: .problem("JB1", 1, on: "2020-06-12")),
            ("data.effective", .namedBefore(by: "k2", on: "2020-06-11"))),
        Refused(
            after: warned, "clears a warning that nobody answered", .clear("YJ1", on: "2020-06-10"),
            ("data.warning", .impossible(.warningCleared, in: .open, possible: [.warningResponded]))),
        Refused(
            "takes an enterprise off the list that is not on it", .delist(1, on: "2020-06-10"),
            (
                "data.enterprise",
                .impossible(.monitoringDelisted, in: .unlisted, possible: [.monitoringListed])
            )),
        Refused(
            "a week's figures without being listed", .fill(1, "2020-W23"),
            ("data.enterprise", .impossible(.monitoringFilled, in: .unlisted, possible: [.monitoringListed]))),
        Refused(
            after: [.list(1, on: "2020-06-08")], "a week's figures before being listed", .fill(1, "2020-W23"),
            ("data.enterprise", .impossible(.monitoringFilled, in: .unlisted, possible: [.monitoringListed]))),
        Refused(
            after: [.list(1, on: "2020-05-18")], "a week that no year has", .fill(1, "2020-W54"),
            ("data.week", .badWeek)),
        Refused(
            after: [.list(1, on: "2020-05-18")], "a week that has not begun", .fill(1, "2020-W28"),
            ("effective", .future(today: "2020-07-01"))),
        Refused(
            after: [.list(1, on: "2020-05-18")], "another day than the week's Sunday",
            .fill(1, "2020-W23").on("2020-06-06"), ("effective", .notWeekEnd(expected: "2020-06-07"))),
        Refused(
            after: [.list(1, on: "2020-05-18")], "a field that the type does not have, beside one left empty",
            .visitEnterprise(1, on: "2020-06-10").with("summary", nil).with("mood", "好"),
            ("data.mood", .unknownField(known: ["enterprise", "unit", "visitors", "summary"]))),
    ]
}
