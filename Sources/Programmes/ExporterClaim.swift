import Ledger
import Records

/// A claim that an enterprise is a new exporter of its year (`exporter.entered`), beside what customs figures say of it.
public struct ExporterClaim: Sendable, Hashable {
    /// The claim's record.
    public let record: String
    public let seq: Int64
    /// Its credit code, and its name as registered; empty where it is not.
    public let enterprise: String
    public let name: String
    /// The id of the township that it belonged to on the day; empty for none.
    public let township: String
    public let channel: String
    /// The first export as claimed.
    public let firstExport: CivilDate
    /// Its exports in 分 by month, above 0, of months that have ended by the day asked.
    public let exports: [CivilMonth: Int64]

    public init(
        record: String, seq: Int64, enterprise: String, name: String, township: String, channel: String,
        firstExport: CivilDate, exports: [CivilMonth: Int64]
    ) {
        self.record = record
        self.seq = seq
        self.enterprise = enterprise
        self.name = name
        self.township = township
        self.channel = channel
        self.firstExport = firstExport
        self.exports = exports
    }

    private func exports(_ months: (CivilMonth) -> Bool) -> Int128 {
        exports.reduce(0) { months($1.key) ? $0 + Int128($1.value) : $0 }
    }

    /// 分 exported in the months of the year before the claim's.
    public var exportedYearBefore: Int128 { exports { $0.year == firstExport.year - 1 } }
    /// 分 exported in the claim's year, in months ahead of the one claimed.
    public var exportedEarlier: Int128 { exports { $0.year == firstExport.year && $0 < firstExport.month } }
    /// 分 exported from the month claimed on.
    public var exportedSince: Int128 { exports { $0 >= firstExport.month } }
    /// The day on which three whole months after the one claimed are over.
    public var due: CivilDate { firstExport.month.next.next.next.end }
}

/// The claims of new exporters held against the trade figures (二(三), Attachment 4 no. 7): a pure function of the claims
/// and the day.
public struct ExporterReview: Sendable {
    /// Why a claim is to be looked at.
    public enum Reason: String, Sendable, CaseIterable {
        /// Three whole months after the one claimed, and no exports in it or since.
        case noExports = "no_exports"
        /// Exports in the year before: then it is no new exporter.
        case exportedYearBefore = "exported_year_before"
        /// Exports in the same year before the month claimed.
        case exportedEarlier = "exported_earlier"
    }

    public enum State: String, Sendable {
        /// Exports since, and nothing against it.
        case confirmed
        /// No exports yet, and the three months are not over.
        case waiting
        /// To be looked at.
        case review
    }

    public struct Finding: Sendable {
        public let claim: ExporterClaim
        /// Why it is to be looked at; empty where nothing speaks against it.
        public let reasons: [Reason]
        public let state: State
    }

    /// The claims of one channel, counted.
    public struct Channel: Sendable, Hashable {
        public let name: String
        public internal(set) var claims = 0
        public internal(set) var confirmed = 0
        public internal(set) var waiting = 0
        public internal(set) var review = 0
    }

    /// Claims before this day are left out.
    public let from: CivilDate
    public let on: CivilDate
    /// In order of first export, then of recording.
    public let findings: [Finding]
    /// Most claims first.
    public let channels: [Channel]

    /// - Parameter claims: those made on the days `from … on`.
    public init(_ claims: [ExporterClaim], from: CivilDate, on: CivilDate) {
        self.from = from
        self.on = on
        findings = claims.sorted { ($0.firstExport, $0.seq) < ($1.firstExport, $1.seq) }.map {
            ExporterReview.finding($0, on: on)
        }
        channels = ExporterReview.channels(findings)
    }

    private static func finding(_ claim: ExporterClaim, on: CivilDate) -> Finding {
        var reasons: [Reason] = []
        if claim.exportedSince == 0, on >= claim.due { reasons.append(.noExports) }
        if claim.exportedYearBefore > 0 { reasons.append(.exportedYearBefore) }
        if claim.exportedEarlier > 0 { reasons.append(.exportedEarlier) }
        let state: State = !reasons.isEmpty ? .review : claim.exportedSince > 0 ? .confirmed : .waiting
        return Finding(claim: claim, reasons: reasons, state: state)
    }

    private static func channels(_ findings: [Finding]) -> [Channel] {
        var byName: [String: Channel] = [:]
        for finding in findings {
            var channel = byName[finding.claim.channel] ?? Channel(name: finding.claim.channel)
            channel.claims += 1
            switch finding.state {
            case .confirmed: channel.confirmed += 1
            case .waiting: channel.waiting += 1
            case .review: channel.review += 1
            }
            byName[channel.name] = channel
        }
        return byName.values.sorted { ($1.claims, $0.name) < ($0.claims, $1.name) }
    }

    /// The claims to be looked at.
    public var review: [Finding] { findings.filter { $0.state == .review } }

    /// From when on claims are looked at where nothing is said: those of the day's year, and those of the last year's last
    /// three months, whose three months end in the day's year.
    public static func start(on day: CivilDate) -> CivilDate {
        CivilDate(year: day.year - 1, month: 10, day: 1) ?? CivilDate(trusted: 1_0101)
    }
}
