import Accounts
import Audits
import BigInt
import Ledger
import Records
import Scoring

/// Where a township's points come from, to read.
public struct ExplanationPage: Page {
    public let explanation: Explanation
    public let language: Language

    public init(_ explanation: Explanation, language: Language) {
        self.explanation = explanation
        self.language = language
    }

    public func text(width: Int?, colour: Bool) -> String {
        var page = head.text(width: width, colour: colour) + total + "\n"
        for item in explanation.items { page += "\n" + text(item, width, colour) }
        return page
    }

    var head: PageHead {
        let place = explanation.township.name
        return PageHead(
            title: language("\(place) 得分说明", "\(place): where the points come from"), on: explanation.on,
            months: explanation.on.wholeMonths, head: explanation.head, language: language)
    }

    var total: String {
        language(
            "合计 \(explanation.total.twoDecimals) / \(explanation.scheme.total) 分，第 \(explanation.rank) 名",
            "total \(explanation.total.twoDecimals) of \(explanation.scheme.total), rank \(explanation.rank)")
    }

    private func text(_ item: Explanation.Item, _ width: Int?, _ colour: Bool) -> String {
        let indicator = item.indicator
        var lines = [
            TextTable.Style.bold.paint(
                "\(language(indicator.name, indicator.id))  \(item.points.twoDecimals) / \(indicator.points)", colour)
        ]
        func add(_ label: String, _ text: String) {
            let indent = String(repeating: " ", count: DisplayWidth.of(label) + 2)
            lines += DisplayWidth.wrapped("  " + label + Terminal.safe(text), to: width, indent: indent)
                .split(separator: "\n").map(String.init)
        }
        add(language("条款 ", "clause "), clause(indicator))
        if let reading = NoticeClauses.reading(indicator, of: explanation.scheme, language) {
            add(language("口径 ", "reading "), reading)
        }
        add(language("算式 ", "formula "), formula(item))
        if !item.flags.isEmpty {
            add(language("注意 ", "note "), item.flags.map(flag).joined(separator: language("；", "; ")))
        }
        if item.value != nil {
            let order = item.comparison.sorted { ($0.place ?? .max) < ($1.place ?? .max) }
            let places = order.map { compared in
                let value = compared.value.map { shown($0, indicator.method) } ?? ""
                return "\(compared.place.map { "\($0). " } ?? "—  ")\(compared.township.name) \(value)"
            }
            add(language("比较 ", "compared "), places.joined(separator: language("，", ", ")))
        }
        for input in item.inputs { lines += evidence(input, width, colour) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The clause with its text in the notice.
    func clause(_ indicator: Scheme.Indicator) -> String {
        indicator.clause
            + (NoticeClauses.text(indicator, of: explanation.scheme).map { language("：“\($0)”", ": \"\($0)\"") } ?? "")
    }

    func flag(_ flag: ScoreTable.Flag) -> String {
        switch flag {
        case .undefined: language("分母为 0，不参加比较，得 0 分", "the denominator is 0: out of the comparison, 0 points")
        case .provisional: language("任务第一栏尚未到期，暂按该栏", "provisional: the first target column has not ended")
        }
    }

    /// The formula with its numbers, the exact fraction, and the rounded result.
    func formula(_ item: Explanation.Item) -> String {
        let inputs =
            item.inputs.map { "\(name($0)) \(number($0.amount, $0.counted))" }.joined(separator: language("，", ", "))
            + (item.indicator.weights.map { semicolon + MonitoringWords.rule($0, language) } ?? "")
        let full = item.indicator.points.description
        let value = item.value.map { shown($0, item.indicator.method) } ?? ""
        let exact = fraction(item.exact)
        let result = "\(exact) = \(item.points.twoDecimals)"
        guard item.value?.isDefined ?? true else { return inputs + language("；分母为 0", "; the denominator is 0") }
        let isPositive = item.value?.isPositive ?? true
        switch item.against {
        case .target(let rate, let through, _):
            let target = rate.map { shown($0, item.indicator.method) } ?? "—"
            let isGrowth = item.indicator.method.measure == .exportsGrowth
            let name = isGrowth ? language("增幅", "growth") : language("实绩", "value")
            let head =
                inputs + semicolon + language("\(name) \(value)，任务 \(target)", "\(name) \(value), target \(target)")
                + (through.map { language("（至 \($0)）", " (through \($0))") } ?? "")
            if !isPositive { return head + language("；不大于 0，得 0 分", "; not above 0: 0 points") }
            return head + semicolon + "\(full) × min(1, \(value) ÷ \(target)) = \(result)"
        case .best(let best, let bestValue):
            if !isPositive { return inputs + semicolon + value + language("，不大于 0，得 0 分", ", not above 0: 0 points") }
            return inputs + semicolon + "\(full) × \(value) ÷ \(shown(bestValue, item.indicator.method))"
                + language("（最高：\(best.name)）", " (best: \(best.name))") + " = \(result)"
        case .places(let step):
            guard let own = item.comparison.first(where: { $0.township.id == explanation.township.id })?.place else {
                return inputs + semicolon + value + language("，不排名次，得 0 分", ", no place: 0 points")
            }
            return inputs + semicolon + value + language("，第 \(own) 名：", ", place \(own): ")
                + "\(full) − \(step) × \(own - 1) = \(item.points.twoDecimals)"
        case .band(let band, let next):
            let head = inputs + semicolon + value
            if !isPositive { return head + language("，不大于 0，得 0 分", ", not above 0: 0 points") }
            return head + bands(band, next, item.indicator.method)
        case .latestMonth(let month):
            return month.map { language("\($0) 的评分 ", "rating of \($0): ") + item.points.twoDecimals }
                ?? language("本年尚无评分，得 0 分", "no rating this year: 0 points")
        case .records:
            return tally(item) + language("，最高 \(full) 分", ", at most \(full)") + " = \(item.points.twoDecimals)"
        case .nothing: return inputs + semicolon + "0"
        }
    }

    /// `, in the band from 5%: 3 points; 10% for 5`.
    private func bands(_ band: Bands.Band?, _ next: Bands.Band?, _ method: Method) -> String {
        let reached =
            band.map { band in
                let from = shown(band.from, method)
                return language(
                    "，达到 \(from) 一档，得 \(band.points) 分", ", in the band from \(from): \(band.points) points")
            } ?? language("，未达最低一档，得 0 分", ", below the lowest band: 0 points")
        guard let next else { return reached }
        let from = shown(next.from, method)
        return reached + language("；上一档 \(from) 得 \(next.points) 分", "; \(next.points) from \(from)")
    }

    private var semicolon: String { language("；", "; ") }

    private func tally(_ item: Explanation.Item) -> String {
        guard case .tally(let submitted, let city, let province) = item.indicator.method else {
            return item.inputs.map {
                language("各项目得分合计 ", "points of the projects ") + DecimalText.fixed($0.amount, decimals: 2)
            }.joined()
        }
        return zip(item.inputs, [submitted, city, province]).map { "\(name($0)) \($0.amount) × \($1)" }.joined(
            separator: " + ")
    }

    private func fraction(_ exact: Ratio) -> String {
        // Hundredths of a point over a denominator: shown in points, in lowest terms where that is short.
        let numerator = exact.numerator.big
        let denominator = exact.denominator.big * 100
        let divisor = numerator == 0 ? denominator : numerator.greatestCommonDivisor(with: denominator)
        let (top, bottom) = (numerator / divisor, denominator / divisor)
        return bottom == 1 ? "\(top)" : "\(top)/\(bottom)"
    }

    /// A measure's value as people read it.
    func shown(_ value: Ratio, _ method: Method) -> String {
        guard let measure = method.measure else { return "" }
        guard value.isDefined else { return language("无从计算", "undefined") }
        switch measure {
        case .exportsTotal, .exportsIncrement, .importsIncrement:
            return money(value) + language(" 元", " CNY")
        case .exportsGrowth, .exportersRatio, .epidemicShare, .outsourcingShare, .insuredShare:
            return Numerals.percent(value) ?? ""
        case .monitoringScore: return money(value)
        case .monitoringRates: return ScoreTable.rounded(value).twoDecimals
        case .serviceTraders: return value.rounded(0).map { $0.replacing(".", with: "") } ?? ""
        case .investments, .reports: return ""
        }
    }

    /// A target or a band's limit of a method's measure as people read it.
    func shown(_ rate: Rate, _ method: Method) -> String {
        switch method.measure {
        case .exportsTotal, .exportsIncrement, .importsIncrement:
            Numerals.grouped(rate.description) + language(" 元", " CNY")
        case .monitoringScore, .monitoringRates, .serviceTraders: rate.description
        default: Numerals.percent(rate)
        }
    }

    private func money(_ value: Ratio) -> String {
        guard value.denominator == 1, let hundredths = Int128(value.numerator.description) else { return "" }
        return Numerals.grouped(DecimalText.trimmed(hundredths, decimals: 2))
    }

    func number(_ amount: Int128, _ counted: Explanation.Counted) -> String {
        guard case .tally(let tally) = counted else { return String(amount) }
        switch tally {
        case .exports, .imports, .generalExports, .epidemicExports, .outsourcing, .fairOrders, .monitoring, .rated,
            .investments:
            return Numerals.grouped(DecimalText.trimmed(amount, decimals: 2))
        default: return String(amount)
        }
    }

    func name(_ input: Explanation.Input) -> String {
        let name = TallyWords.name(input.counted, language)
        if let month = input.month { return language("\(month) \(name)", "\(name) of \(month)") }
        return input.year == explanation.on.year
            ? name : language("\(input.year) 年同期\(name)", "\(name) of \(input.year)")
    }

    private func evidence(_ input: Explanation.Input, _ width: Int?, _ colour: Bool) -> [String] {
        let head = language(
            "  \(name(input)) \(number(input.amount, input.counted))，\(input.records) 条记录",
            "  \(name(input)) \(number(input.amount, input.counted)), \(input.records) record\(input.records == 1 ? "" : "s")"
        )
        var lines = [TextTable.Style.dim.paint(head, colour)]
        for record in input.evidence {
            let event = record.opened
            var line = "    \(number(record.amount, input.counted))  \(record.record)  seq \(event.seq)"
            if record.changedBy != event.seq {
                line += language("（改于 \(record.changedBy)）", " (changed by \(record.changedBy))")
            }
            line += "  \(record.effective)  " + language("入账 ", "recorded ") + Numerals.shanghai(event.recordedAt)
            line += "  \(event.actor)"
            if !record.enterprise.isEmpty { line += "  \(record.enterprise)" }
            if !event.source.isEmpty { line += "  \(event.source)" }
            lines += DisplayWidth.wrapped(Terminal.safe(line), to: width, indent: "      ").split(separator: "\n").map(
                String.init)
        }
        let rest = input.records - input.evidence.count
        if rest > 0 {
            let note =
                input.evidence.isEmpty
                ? language("    未列出（--evidence all 全列）", "    not listed (--evidence all lists them)")
                : language("    另有 \(rest) 条（--evidence all）", "    and \(rest) more (--evidence all)")
            lines.append(TextTable.Style.dim.paint(note, colour))
        }
        return lines
    }
}
