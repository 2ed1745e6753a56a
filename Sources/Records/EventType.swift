import Foundation

/// The types of the catalog (ledger.md §3). The raw value is the name in the event; `code` is its number in the derived
/// tables, never reused.
public enum EventType: String, CaseIterable, Sendable {
    case schemeAdopted = "scheme.adopted"
    case enterpriseRegistered = "enterprise.registered"
    case enterpriseRelocated = "enterprise.relocated"
    case tradeReported = "trade.reported"
    case serviceTradeReported = "service_trade.reported"
    case monitoringScored = "monitoring.scored"
    case pointsRated = "points.rated"
    case exporterEntered = "exporter.entered"
    case serviceTraderEntered = "service_trader.entered"
    case investmentApproved = "investment.approved"
    case fairParticipated = "fair.participated"
    case insuranceInsured = "insurance.insured"
    case reportSubmitted = "report.submitted"
    case reportAdopted = "report.adopted"
    case eventCorrected = "event.corrected"
    case eventRetracted = "event.retracted"
    case monthClosed = "month.closed"
    case enterpriseVisited = "enterprise.visited"
    case problemRaised = "problem.raised"
    case ticketAssigned = "ticket.assigned"
    case ticketProgressed = "ticket.progressed"
    case ticketResolved = "ticket.resolved"
    case ticketConfirmed = "ticket.confirmed"
    case ticketReopened = "ticket.reopened"
    case monitoringListed = "monitoring.listed"
    case monitoringDelisted = "monitoring.delisted"
    case monitoringFilled = "monitoring.filled"
    case warningRaised = "warning.raised"
    case warningResponded = "warning.responded"
    case warningCleared = "warning.cleared"
    case fairRegistered = "fair.registered"
    case ecommerceReported = "ecommerce.reported"
    case onlineRetailReported = "online_retail.reported"
    case fundsAllotted = "funds.allotted"
    case fundsPaid = "funds.paid"
    case loansReported = "loans.reported"
    case warehouseOpened = "warehouse.opened"
    case warehouseClosed = "warehouse.closed"
    case inspectionFound = "inspection.found"
    case inspectionProgressed = "inspection.progressed"
    case inspectionMended = "inspection.mended"
    case inspectionReopened = "inspection.reopened"
    case indexPublished = "index.published"
    case planAdopted = "plan.adopted"
    case workReported = "work.reported"
    case workConfirmed = "work.confirmed"
    case unitRated = "unit.rated"

    public var code: Int32 {
        switch self {
        case .schemeAdopted: 1
        case .enterpriseRegistered: 2
        case .enterpriseRelocated: 3
        case .tradeReported: 4
        case .serviceTradeReported: 5
        case .monitoringScored: 6
        case .pointsRated: 7
        case .exporterEntered: 8
        case .serviceTraderEntered: 9
        case .investmentApproved: 10
        case .fairParticipated: 11
        case .insuranceInsured: 12
        case .reportSubmitted: 13
        case .reportAdopted: 14
        case .eventCorrected: 15
        case .eventRetracted: 16
        case .monthClosed: 17
        case .enterpriseVisited: 18
        case .problemRaised: 19
        case .ticketAssigned: 20
        case .ticketProgressed: 21
        case .ticketResolved: 22
        case .ticketConfirmed: 23
        case .ticketReopened: 24
        case .monitoringListed: 25
        case .monitoringDelisted: 26
        case .monitoringFilled: 27
        case .warningRaised: 28
        case .warningResponded: 29
        case .warningCleared: 30
        case .fairRegistered: 40
        case .ecommerceReported: 41
        case .onlineRetailReported: 42
        case .fundsAllotted: 43
        case .fundsPaid: 44
        case .loansReported: 45
        case .warehouseOpened: 46
        case .warehouseClosed: 47
        case .inspectionFound: 48
        case .inspectionProgressed: 49
        case .inspectionMended: 50
        case .inspectionReopened: 51
        case .indexPublished: 52
        case .planAdopted: 33
        case .workReported: 34
        case .workConfirmed: 35
        case .unitRated: 36
        }
    }

    public init?(code: Int32) {
        guard let type = EventType.allCases.first(where: { $0.code == code }) else { return nil }
        self = type
    }

    /// The type that these bytes name; nil for none. Most are told by their length, and compared once.
    @inline(__always)
    public init?(name: UnsafeBufferPointer<UInt8>) {
        func isNamed(_ text: StaticString) -> Bool {
            guard name.count == text.utf8CodeUnitCount, let base = name.baseAddress else { return false }
            return memcmp(base, text.utf8Start, name.count) == 0
        }
        if isNamed("trade.reported") {
            self = .tradeReported
        } else if isNamed("event.corrected") {
            self = .eventCorrected
        } else if isNamed("insurance.insured") {
            self = .insuranceInsured
        } else if isNamed("enterprise.registered") {
            self = .enterpriseRegistered
        } else {
            self.init(rawValue: String(decoding: name, as: UTF8.self))
        }
    }

    /// Whether records of this type are posted to their type's journal and to nothing else: all types but those that the
    /// score is made from, which are the first seventeen.
    public var isJournaled: Bool { code > EventType.monthClosed.code }

    /// Whether events of this type bring a whole document, a scheme or a plan, that is kept with keys that nobody reads.
    public var isDocument: Bool { self == .schemeAdopted || self == .planAdopted }

    /// Whether events of this type open a record of their own; corrections and retractions change another one's.
    public var opensRecord: Bool { self != .eventCorrected && self != .eventRetracted }
}
