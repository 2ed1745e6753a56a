import Accounts
import Ledger
import Records

/// The programmes' figures of a day: e-commerce, online retail, policy funds, loans, overseas warehouses, insurance cover.
public struct ProgrammeFigures: Sendable {
    public let on: CivilDate
    public let goals: ProgrammeGoals
    public let ecommerce: EcommerceBook
    public let onlineRetail: MonthlyFigures
    public let funds: FundBook
    public let loans: LoanBook
    public let warehouses: WarehouseBook
    public let insurance: InsuranceCover
}

extension Office {
    /// The programmes' figures of a day as known.
    /// - Throws: `LedgerError`.
    /// - Complexity: O(records of these types, exporters and insured of the year).
    public func figures(on: CivilDate, known: Known) throws -> (figures: ProgrammeFigures, head: LogHead) {
        try read { reader, books in
            let head = try reader.head(known: known)
            return (try books.figures(on: on, known: head.size), head)
        }
    }

    /// What inspections found up to a day, and what became of it, as known.
    /// - Throws: `LedgerError`.
    public func inspections(on: CivilDate, known: Known) throws -> (inspections: InspectionBook, head: LogHead) {
        try read { reader, books in
            let head = try reader.head(known: known)
            return (try books.inspections(on: on, known: head.size), head)
        }
    }

    /// The published values of the province's index up to a day, as known.
    /// - Throws: `LedgerError`.
    public func index(on: CivilDate, known: Known) throws -> (index: IndexBook, head: LogHead) {
        try read { reader, books in
            let head = try reader.head(known: known)
            return (IndexBook(try books.journal(.indexPublished, through: on, known: head.size), on: on), head)
        }
    }
}

extension Books {
    /// The programmes' figures of a day, as the first `known` events have them.
    public func figures(on: CivilDate, known: Int64) throws -> ProgrammeFigures {
        let lastYear = CivilDate(trusted: Int32((on.year - 1) * 10_000 + 101))
        func journal(_ type: EventType, from: CivilDate = .first) throws -> [Record] {
            try self.journal(type, from: from, through: on, known: known)
        }
        var sales: [CivilMonth: Int128] = [:]
        for report in try journal(.onlineRetailReported, from: lastYear) {
            sales[report.effective.month] = report.amount("sales_cny")
        }
        return ProgrammeFigures(
            on: on, goals: ProgrammeGoals(schemes.inForce(on: on, known: known)?.scheme),
            ecommerce: EcommerceBook(try journal(.ecommerceReported, from: lastYear), on: on),
            onlineRetail: MonthlyFigures(sales, on: on),
            funds: FundBook(allotments: try journal(.fundsAllotted), payments: try journal(.fundsPaid), on: on),
            loans: LoanBook(try journal(.loansReported), on: on),
            warehouses: WarehouseBook(
                openings: try journal(.warehouseOpened), closings: try journal(.warehouseClosed), on: on),
            insurance: try insuranceCover(on: on, known: known))
    }

    /// What inspections found up to a day, as the first `known` events have it.
    public func inspections(on: CivilDate, known: Int64) throws -> InspectionBook {
        InspectionBook(try journal(InspectionBook.types, through: on, known: known), on: on)
    }
}
