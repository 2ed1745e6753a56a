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
        if let reading = NoticeClauses.reading(indicator.clause, language) { add(language("口径 ", "reading "), reading) }
        add(language("算式 ", "formula "), formula(item))
        if !item.flags.isEmpty {
            add(language("注意 ", "note "), item.flags.map(flag).joined(separator: language("；", "; ")))
        }
        if item.value != nil {
            let order = item.comparison.sorted { ($0.place ?? 99) < ($1.place ?? 99) }
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
            + (NoticeClauses.text(indicator.clause).map { language("：“\($0)”", ": \"\($0)\"") } ?? "")
    }

    func flag(_ flag: ScoreTable.Flag) -> String {
        switch flag {
        case .undefined: language("分母为 0，不参加比较，得 0 分", "the denominator is 0: out of the comparison, 0 points")
        case .provisional: language("任务第一栏尚未到期，暂按该栏", "provisional: the first target column has not ended")
        }
    }

    /// The formula with its numbers, the exact fraction, and the rounded result.
    func formula(_ item: Explanation.Item) -> String {
        let inputs = item.inputs.map { "\(name($0)) \(number($0.amount, $0.tally))" }.joined(
            separator: language("，", ", "))
        let full = item.indicator.points.description
        let value = item.value.map { shown($0, item.indicator.method) } ?? ""
        let exact = fraction(item.exact)
        let result = "\(exact) = \(item.points.twoDecimals)"
        guard item.value?.isDefined ?? true else { return inputs + language("；分母为 0", "; the denominator is 0") }
        let isPositive = item.value?.isPositive ?? true
        switch item.against {
        case .target(let rate, let through, _):
            let target = rate.map(Numerals.percent) ?? "—"
            let head =
                inputs + semicolon + language("增幅 \(value)，任务 \(target)", "growth \(value), target \(target)")
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
        case .latestMonth(let month):
            return month.map { language("\($0) 的评分 ", "rating of \($0): ") + item.points.twoDecimals }
                ?? language("本年尚无评分，得 0 分", "no rating this year: 0 points")
        case .records:
            return tally(item) + language("，最高 \(full) 分", ", at most \(full)") + " = \(item.points.twoDecimals)"
        case .nothing: return inputs + semicolon + "0"
        }
    }

    private var semicolon: String { language("；", "; ") }

    private func tally(_ item: Explanation.Item) -> String {
        guard case .tally(let submitted, let city, let province) = item.indicator.method else {
            return item.inputs.map {
                language("各项目得分合计 ", "points of the projects ") + Hundredths(Int64($0.amount)).twoDecimals
            }.joined()
        }
        return zip(item.inputs, [submitted, city, province]).map { "\(name($0)) \($0.amount) × \($1)" }.joined(
            separator: " + ")
    }

    private func fraction(_ exact: Ratio) -> String {
        // Hundredths of a point over a denominator: shown in points, in lowest terms where that is short.
        let numerator = exact.numerator
        let denominator = exact.denominator * 100
        let divisor = numerator == 0 ? denominator : numerator.greatestCommonDivisor(with: denominator)
        let (top, bottom) = (numerator / divisor, denominator / divisor)
        return bottom == 1 ? "\(top)" : "\(top)/\(bottom)"
    }

    /// A measure's value as people read it.
    func shown(_ value: Ratio, _ method: Method) -> String {
        let measure: Measure
        switch method {
        case .targetRatio(let found), .shareOfBest(let found), .rankStep(let found, _): measure = found
        default: return ""
        }
        guard value.isDefined else { return language("无从计算", "undefined") }
        switch measure {
        case .exportsTotal, .exportsIncrement, .importsIncrement:
            return money(value) + language(" 元", " CNY")
        case .exportsGrowth, .exportersRatio, .epidemicShare, .outsourcingShare, .insuredShare:
            return Numerals.percent(value) ?? ""
        case .monitoringScore: return money(value)
        case .serviceTraders: return value.rounded(0).map { $0.replacing(".", with: "") } ?? ""
        case .investments, .reports: return ""
        }
    }

    private func money(_ value: Ratio) -> String {
        guard value.denominator == 1, let hundredths = Int128(String(value.numerator)) else { return "" }
        return Numerals.grouped(DecimalText.trimmed(hundredths, decimals: 2))
    }

    func number(_ amount: Int128, _ tally: Tally) -> String {
        switch tally {
        case .exports, .imports, .generalExports, .epidemicExports, .outsourcing, .fairOrders, .monitoring, .rated,
            .investments:
            Numerals.grouped(DecimalText.trimmed(amount, decimals: 2))
        default: String(amount)
        }
    }

    func name(_ input: Explanation.Input) -> String {
        let name = TallyWords.name(input.tally, language)
        return input.year == explanation.on.year
            ? name : language("\(input.year) 年同期\(name)", "\(name) of \(input.year)")
    }

    private func evidence(_ input: Explanation.Input, _ width: Int?, _ colour: Bool) -> [String] {
        let head = language(
            "  \(name(input)) \(number(input.amount, input.tally))，\(input.records) 条记录",
            "  \(name(input)) \(number(input.amount, input.tally)), \(input.records) record\(input.records == 1 ? "" : "s")"
        )
        var lines = [TextTable.Style.dim.paint(head, colour)]
        for record in input.evidence {
            let event = record.opened
            var line = "    \(number(record.amount, input.tally))  \(record.record)  seq \(event.seq)"
            if record.changedBy != event.seq {
                line += language("（改于 \(record.changedBy)）", " (changed by \(record.changedBy))")
            }
            line += "  \(event.effective)  " + language("入账 ", "recorded ") + Numerals.shanghai(event.recordedAt)
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

    /// The same tree: `{"township","on","known","rank","total","items":[{"id","clause","reading","points","exact":
    /// {"numerator","denominator"},"flags","inputs":[{"name","year","amount","records","evidence":[…]}],"comparison"}]}`;
    /// `exact` is in hundredths of a point.
    public func json() -> JSON {
        .members([
            .init("township", .string(explanation.township.id)), .init("name", .string(explanation.township.name)),
            .init("on", .string(explanation.on.description)), .init("known", explanation.head.json),
            .init("scheme", .string(explanation.scheme.id)), .init("rank", .integer(Int64(explanation.rank))),
            .init("total", .string(explanation.total.twoDecimals)),
            .init("items", .array(explanation.items.map(json))),
        ])
    }

    private func json(_ item: Explanation.Item) -> JSON {
        var members: [JSON.Member] = [
            .init("id", .string(item.indicator.id)), .init("name", .string(item.indicator.name)),
            .init("clause", .string(item.indicator.clause)), .init("points", .string(item.points.twoDecimals)),
            .init("of", .string(item.indicator.points.description)),
            .init(
                "exact",
                .members([
                    .init("numerator", .string(String(item.exact.numerator))),
                    .init("denominator", .string(String(item.exact.denominator))),
                ])),
            .init("flags", .array(item.flags.map { .string($0.rawValue) })),
            .init("formula", .string(formula(item))), .init("inputs", .array(item.inputs.map(json))),
            .init(
                "comparison",
                .array(
                    item.comparison.map { compared in
                        var members: [JSON.Member] = [
                            .init("id", .string(compared.township.id)),
                            .init("points", .string(compared.points.twoDecimals)),
                        ]
                        if let place = compared.place { members.append(.init("place", .integer(Int64(place)))) }
                        if let value = compared.value {
                            members.append(
                                .init(
                                    "value",
                                    .members([
                                        .init("numerator", .string(String(value.numerator))),
                                        .init("denominator", .string(String(value.denominator))),
                                    ])))
                        }
                        return .members(members)
                    })),
        ]
        if let text = NoticeClauses.text(item.indicator.clause) { members.append(.init("clause_text", .string(text))) }
        if let reading = NoticeClauses.reading(item.indicator.clause, language) {
            members.append(.init("reading", .string(reading)))
        }
        return .members(members)
    }

    private func json(_ input: Explanation.Input) -> JSON {
        .members([
            .init("name", .string(input.tally.name)), .init("year", .integer(Int64(input.year))),
            .init("amount", .string(String(input.amount))), .init("records", .integer(Int64(input.records))),
            .init(
                "evidence",
                .array(
                    input.evidence.map { record in
                        .members([
                            .init("record", .string(record.record)), .init("amount", .string(String(record.amount))),
                            .init("seq", .integer(record.opened.seq)), .init("changed_by", .integer(record.changedBy)),
                            .init("effective", .string(record.opened.effective.description)),
                            .init("recorded_at", .string(record.opened.recordedAt.description)),
                            .init("actor", .string(record.opened.actor)),
                            .init("source", .string(record.opened.source)),
                        ])
                    })),
        ])
    }

    /// A line an input and record.
    public func csv(withByteOrderMark: Bool = false) -> String {
        var rows = [
            [
                "indicator", "points", "input", "year", "record", "amount", "seq", "effective", "recorded_at", "actor",
                "source",
            ]
        ]
        for item in explanation.items {
            for input in item.inputs {
                for record in input.evidence {
                    rows.append([
                        item.indicator.id, item.points.twoDecimals, input.tally.name, String(input.year), record.record,
                        number(record.amount, input.tally).replacing(",", with: ""), String(record.opened.seq),
                        record.opened.effective.description, record.opened.recordedAt.description, record.opened.actor,
                        record.opened.source,
                    ])
                }
            }
        }
        return CSV.text(rows, withByteOrderMark: withByteOrderMark)
    }
}

/// What is summed, in words.
enum TallyWords {
    static func name(_ tally: Tally, _ language: Language) -> String {
        switch tally {
        case .exports: language("出口额", "exports")
        case .imports: language("进口额", "imports")
        case .generalExports: language("一般贸易出口额", "general trade exports")
        case .epidemicExports: language("防疫物资出口额", "epidemic goods exports")
        case .outsourcing: language("离岸服务外包执行额", "offshore outsourcing")
        case .exporters: language("有出口实绩企业", "exporters")
        case .exportersUnderFiveMillion: language("500万美元以下出口企业", "exporters under 5 M USD")
        case .insured: language("投保企业", "insured enterprises")
        case .insuredUnderFiveMillion: language("500万美元以下投保企业", "insured enterprises under 5 M USD")
        case .newExporters: language("新增出口企业", "new exporters")
        case .serviceTraders: language("新增服务贸易企业", "new service traders")
        case .fairVisits: language("参展家次", "fair visits")
        case .fairOrders: language("意向订单", "intended orders")
        case .reportsSubmitted: language("报送", "submitted")
        case .reportsCity: language("市简报录用", "city bulletin")
        case .reportsProvince: language("省简报录用", "provincial bulletin")
        case .monitoring, .monitoringPresent: language("订单+清单得分", "monitoring score")
        case .rated, .ratedPresent: language("评分", "rating")
        case .investments: language("境外投资得分", "investment points")
        }
    }
}
