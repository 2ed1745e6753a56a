import Ledger
import Records

/// Overseas warehouses (二(四): 公共海外仓), open and closed. A pure function of the records and the day.
public struct WarehouseBook: Sendable {
    public struct Warehouse: Sendable {
        public let record: Record
        public let name: String
        public let operatedBy: String
        public let country: String
        /// Square metres.
        public let area: Int
        public let opened: CivilDate
        /// When it closed, if it has by the day.
        public let closed: CivilDate?
    }

    public let on: CivilDate
    /// In order of opening.
    public let warehouses: [Warehouse]
    /// Those open on the day, and at the end of last year.
    public let open: (count: Int, area: Int128)
    public let openAtYearsStart: (count: Int, area: Int128)

    /// - Parameters:
    ///   - openings: the live `warehouse.opened` effective up to the day.
    ///   - closings: the live `warehouse.closed` effective up to the day.
    public init(openings: [Record], closings: [Record], on: CivilDate) {
        self.on = on
        var ends: [String: CivilDate] = [:]
        for closing in closings where closing.effective <= on { ends[closing.text("warehouse")] = closing.effective }
        warehouses = openings.filter { $0.effective <= on }
            .sorted { ($0.effective, $0.seq) < ($1.effective, $1.seq) }.map { record in
                Warehouse(
                    record: record, name: record.text("warehouse"), operatedBy: record.text("operator"),
                    country: record.text("country"), area: record.count("area_sqm"), opened: record.effective,
                    closed: ends[record.text("warehouse")])
            }
        open = WarehouseBook.sum(warehouses, on: on)
        openAtYearsStart = WarehouseBook.sum(warehouses, on: CivilDate(trusted: Int32((on.year - 1) * 10_000 + 1231)))
    }

    /// A warehouse is open on the day it opens, and closed on the day it closes.
    private static func sum(_ warehouses: [Warehouse], on day: CivilDate) -> (count: Int, area: Int128) {
        let open = warehouses.filter { $0.opened <= day && ($0.closed.map { $0 > day } ?? true) }
        return (open.count, open.reduce(0) { $0 + Int128($1.area) })
    }
}
