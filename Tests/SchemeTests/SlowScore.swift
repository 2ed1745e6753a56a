import BigInt
import Ledger
import ReferenceModel

/// scoring.md §1–3 taken at its word: each figure is counted from the events, one by one, whenever it is asked for; each
/// number of the scheme is read from its JSON. It shares nothing with the program but the reading of events.
struct SlowScore {
    private struct Record {
        let seq: Int64
        let type: String
        var effective: CivilDate
        var data: JSON
        func text(_ key: String) -> String { data[key]?.text ?? "" }
        func amount(_ key: String) -> Fraction { Fraction(decimal: text(key)) }
    }
    private let live: [Record]
    private let on: CivilDate
    private let rates: SlowRates
    private let scheme: JSON
    /// Months of the year that are over.
    private let months: Int

    /// - Parameters:
    ///   - events: what is known.
    ///   - on: the day asked for.
    /// - Returns: nil where no scheme is in force.
    init?(_ events: [Event], on: CivilDate) {
        var records: [String: Record] = [:]
        for event in events {
            let target = event.data["target"]?.text ?? ""
            switch event.type {
            case "event.corrected":
                records[target]?.data = event.data["data"] ?? .null
                records[target]?.effective = CivilDate(event.data["effective"]?.text ?? "") ?? event.effective
            case "event.retracted": records[target] = nil
            default:
                records[event.id] = Record(
                    seq: event.seq, type: event.type, effective: event.effective, data: event.data)
            }
        }
        live = records.values.sorted { $0.seq < $1.seq }
        self.on = on
        rates = SlowRates(live.map { .init($0.type, $0.effective, $0.seq, $0.data) }, on: on)
        let adopted = live.filter { $0.type == "scheme.adopted" && $0.effective <= on }
            .max { ($0.effective, $0.seq) < ($1.effective, $1.seq) }
        guard let scheme = adopted?.data["scheme"] else { return nil }
        self.scheme = scheme
        months = (1...12).filter { CivilMonth(year: on.year, month: $0).map { $0.end <= on } ?? false }.count
    }

    /// The points of each indicator for each township, both in scheme order.
    var table: [[String]] {
        let indicators = scheme["indicators"]?.array ?? []
        let columns = indicators.map { indicator in points(indicator).map(\.twoDecimals) }
        return townships.indices.map { place in columns.map { $0[place] } }
    }

    private var townships: [String] { (scheme["townships"]?.array ?? []).compactMap { $0["id"]?.text } }

    // MARK: - Methods

    private func points(_ indicator: JSON) -> [Fraction] {
        func parameter(_ key: String) -> Fraction { Fraction(decimal: indicator[key]?.text ?? "0") }
        let full = parameter("points")
        let measure = indicator["measure"]?.text ?? ""
        /// The values that take part: above 0, of a denominator that is not.
        let values = townships.map { value(measure, $0, indicator).flatMap { $0.isPositive ? $0 : nil } }
        switch indicator["method"]?.text {
        case "target_ratio":
            return zip(townships, values).map { township, value in
                guard let value, let share = value / target(measure, township) else {
                    return value == nil ? .zero : full
                }
                return share < Fraction(1) ? full * share : full
            }
        case "share_of_best":
            let best = values.compactMap { $0 }.max { $0 < $1 } ?? .zero
            return values.map { value in value.flatMap { $0 / best }.map { full * $0 } ?? .zero }
        case "rank_step":
            return values.map { value in
                guard let value else { return .zero }
                let ahead = values.filter { $0.map { value < $0 } ?? false }.count
                let points = full - parameter("step") * Fraction(BigInt(ahead))
                return points.isPositive ? points : .zero
            }
        case "banded":
            return values.map { value in
                guard let value else { return .zero }
                let bands = (indicator["bands"]?.array ?? []).filter {
                    Fraction(decimal: $0["from"]?.text ?? "") <= value
                }
                return bands.map { Fraction(decimal: $0["points"]?.text ?? "") }.max { $0 < $1 } ?? .zero
            }
        case "rated":
            return townships.map { township in
                latest("points.rated", township) { $0.text("item") == indicator["id"]?.text }?.amount("points") ?? .zero
            }
        case "tiered_sum": return townships.map { capped(investments($0).map { worth($0, indicator) }.sum, full) }
        case "tally":
            return townships.map { township in
                capped(
                    reports(township).map { Fraction(decimal: indicator["levels"]?[level($0)]?.text ?? "") }.sum, full)
            }
        default: return townships.map { _ in .zero }
        }
    }

    private func capped(_ points: Fraction, _ most: Fraction) -> Fraction { most < points ? most : points }

    private func target(_ measure: String, _ township: String) -> Fraction {
        let columns = (scheme["targets"]?.array ?? []).sorted {
            ($0["through"]?.text ?? "") < ($1["through"]?.text ?? "")
        }
        let month = "\(on.year)-" + (months < 10 ? "0" : "") + "\(months)"
        let column = columns.last { ($0["through"]?.text ?? "") <= month } ?? columns.first
        let found = column?["townships"]?[township]?[measure]
        return found?.integer.map { Fraction(BigInt($0)) } ?? Fraction(decimal: found?.text ?? "0")
    }

    private func worth(_ investment: Record, _ indicator: JSON) -> Fraction {
        let isOnTheRoad = (indicator["belt_and_road"]?.array ?? []).contains { $0.text == investment.text("country") }
        let base = isOnTheRoad ? indicator["belt_and_road_base"] ?? indicator["base"] : indicator["base"]
        let amount = investment.amount("amount_usd")
        let tiers = (indicator["tiers"]?.array ?? []).filter { Fraction(decimal: $0["from_usd"]?.text ?? "") <= amount }
        let tier = tiers.max {
            Fraction(decimal: $0["from_usd"]?.text ?? "") < Fraction(decimal: $1["from_usd"]?.text ?? "")
        }
        return Fraction(decimal: base?.text ?? "0") + Fraction(decimal: tier?["points"]?.text ?? "0")
    }

    // MARK: - Measures

    private func value(_ measure: String, _ township: String, _ indicator: JSON) -> Fraction? {
        func sum(_ key: String, back: Int = 0) -> Fraction {
            monthly("trade.reported", township, on.year - back).map { $0.amount(key) }.sum
        }
        let outsourcing = monthly("service_trade.reported", township, on.year).map {
            $0.amount("offshore_outsourcing_cny")
        }
        switch measure {
        case "exports.total": return sum("export_cny")
        case "exports.increment": return sum("export_cny") - sum("export_cny", back: 1)
        case "exports.growth": return (sum("export_cny") - sum("export_cny", back: 1)) / sum("export_cny", back: 1)
        case "exporters.ratio": return exporters(township, on.year) / exporters(township, on.year - 1)
        case "epidemic.share": return sum("epidemic_goods_export_cny") / sum("general_trade_export_cny")
        case "imports.increment": return sum("import_cny") - sum("import_cny", back: 1)
        case "outsourcing.share": return outsourcing.sum / sum("export_cny")
        case "service_traders.count": return Fraction(BigInt(dated("service_trader.entered", township).count))
        case "insured.share":
            return Fraction(BigInt(dated("insurance.insured", township).count)) / exporters(township, on.year)
        case "monitoring.score": return latest("monitoring.scored", township) { _ in true }?.amount("score") ?? .zero
        case "monitoring.rates":
            return rates.score(township, indicator["weights"], months: months)
        default: return nil
        }
    }

    /// Enterprises with exports, each in its township at the end of its first month with exports.
    private func exporters(_ township: String, _ year: Int) -> Fraction {
        let enterprises = Set(live.filter { $0.type == "trade.reported" }.map { $0.text("enterprise") })
        let count = enterprises.filter { enterprise in
            let first = counted("trade.reported", year)
                .filter { $0.text("enterprise") == enterprise && $0.amount("export_cny").isPositive }
                .min { $0.text("month") < $1.text("month") }
            return first.map { home($0) == township } ?? false
        }.count
        return Fraction(BigInt(count))
    }

    // MARK: - Records

    /// Monthly facts of the months 1…m of a year.
    private func counted(_ type: String, _ year: Int) -> [Record] {
        live.filter { $0.type == type && $0.effective.year == year && $0.effective.month.monthOfYear <= months }
    }
    private func monthly(_ type: String, _ township: String, _ year: Int) -> [Record] {
        counted(type, year).filter { home($0) == township }
    }
    /// Dated facts of the year up to the day.
    private func dated(_ type: String, _ township: String) -> [Record] {
        live.filter {
            $0.type == type && $0.effective.year == on.year && $0.effective <= on && home($0) == township
        }
    }
    private func investments(_ township: String) -> [Record] { dated("investment.approved", township) }
    private func reports(_ township: String) -> [Record] { dated("report.submitted", township) }
    private func latest(_ type: String, _ township: String, _ isWanted: (Record) -> Bool) -> Record? {
        counted(type, on.year).filter { $0.text("township") == township && isWanted($0) }
            .max { $0.text("month") < $1.text("month") }
    }
    private func level(_ report: Record) -> String {
        let levels = live.filter {
            $0.type == "report.adopted" && $0.text("report_no") == report.text("report_no") && $0.effective <= on
        }.map { $0.text("level") }
        return levels.contains("province") ? "province" : levels.contains("city") ? "city" : "submitted"
    }

    /// The township of a fact on its date: its own, or its enterprise's latest one.
    private func home(_ record: Record) -> String {
        if record.data["township"] != nil { return record.text("township") }
        let belongings = live.filter {
            ["enterprise.registered", "enterprise.relocated"].contains($0.type)
                && $0.text("enterprise") == record.text("enterprise") && $0.effective <= record.effective
        }
        return belongings.max { ($0.effective, $0.seq) < ($1.effective, $1.seq) }?.text("township") ?? ""
    }
}
