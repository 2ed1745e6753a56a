import Accounts
import Ledger
import Records

/// Which enterprises are on the monitoring list on which days: a pure function of the records that put them on it and took
/// them off.
public struct MonitoringList: Sendable {
    /// By enterprise: the days on which it came (true) and went (false), in order.
    private var turns: [String: [(day: CivilDate, isListed: Bool)]] = [:]

    /// - Parameter records: `monitoring.listed` and `monitoring.delisted`, in order of (effective date, seq).
    public init(_ records: [Record]) {
        for record in records {
            turns[record.data["enterprise"]?.text ?? "", default: []]
                .append((record.effective, record.type == .monitoringListed))
        }
    }

    /// The enterprises on the list at the end of a day, in order of code. O(list).
    public func enterprises(on day: CivilDate) -> [String] {
        turns.filter { $0.value.last { $0.day <= day }?.isListed == true }.keys.sorted()
    }
}

extension Books {
    func monitoringList(on: CivilDate, known: Int64) throws -> MonitoringList {
        MonitoringList(try journal([.monitoringListed, .monitoringDelisted], through: on, known: known))
    }
}
