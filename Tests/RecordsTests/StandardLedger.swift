import Ledger
import Records
import TestSupport

/// A ledger with one of everything that a submission can run into. Today is 2020-07-01.
enum StandardLedger {
    static func make() throws -> TemporaryLedger {
        let ledger = try TemporaryLedger()
        try ledger.append([
            .adopt(try TemporaryLedger.builtInScheme(), id: "s1"),
            .register(1, "jiapu", id: "e1"),
            .register(2, "meishan", from: "2020-03-01", id: "e2"),
            .trade(1, "2020-05", "100", id: "t1"),
            .trade(1, "2020-04", "50", id: "t2"),
            .report("R1", "meishan", on: "2020-05-10", id: "r1"),
            .adoptReport("R1", "city", on: "2020-05-20", id: "a1"),
            .visit(1, "广交会", on: "2020-06-01", id: "v1"),
            .retract("v1", id: "x1"),
            .correct("t2", to: .trade(1, "2020-04", "60"), id: "c1"),
            .close("2020-05", on: "2020-05-31", size: 0, id: "m1"),
        ])
        return ledger
    }
}
