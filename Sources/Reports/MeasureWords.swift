import Records
import Scoring

/// What schemes and plans measure by, in words, and values of it as people read them. Measures are named here as schemes
/// and plans name them; one that is made up keeps its own name.
struct MeasureWords {
    /// What a value of a measure stands for.
    private enum Kind {
        case count
        /// Written as a ratio, read as percent.
        case ratio
        /// Written in yuan.
        case cny
        case usd
        /// 0–100 points.
        case score
    }

    let language: Language

    func name(_ measure: Measure) -> String { name(measure.rawValue) }

    /// `企业参展` or `fair visits`.
    func name(_ measure: String) -> String {
        guard let entry = Self.entries[measure] else { return measure }
        return language(entry.zh, entry.en)
    }

    /// The name with the unit of the values that stand below it, where they bear none themselves: `意向订单（美元）`.
    func heading(_ measure: String) -> String {
        let unit: String? =
            switch Self.entries[measure]?.kind {
            case .cny: language("元", "CNY")
            case .usd: language("美元", "USD")
            case .count: Self.entries[measure]?.counter
            case .ratio, .score, nil: nil
            }
        guard let unit, !unit.isEmpty, language == .zh || Self.entries[measure]?.kind != .count else {
            return name(measure)
        }
        return name(measure) + language.bracketed(unit)
    }

    /// A value as a scheme writes it, below a heading that has its unit.
    func value(_ rate: Rate, of measure: String) -> TextTable.Cell {
        switch Self.entries[measure]?.kind {
        case .ratio: .init(Numerals.percent(rate), .plain, .ratio(rate.description))
        case .count where rate.millionths % 1_000_000 == 0: .count(rate.millionths / 1_000_000)
        case .cny, .usd: .init(Numerals.grouped(rate.description), .plain, hundredths(rate).map { .money($0) })
        default: .init(rate.description)
        }
    }

    /// A value within a sentence, with its unit.
    func phrase(_ rate: Rate, of measure: Measure) -> String {
        let text = value(rate, of: measure.rawValue).text
        return Self.entries[measure.rawValue]?.kind == .cny ? text + language(" 元", " CNY") : text
    }

    private func hundredths(_ rate: Rate) -> Int128? {
        rate.millionths % 10_000 == 0 ? Int128(rate.millionths / 10_000) : nil
    }

    /// A milestone's amount with its unit.
    func goal(_ milestone: Scheme.Milestone) -> TextTable.Cell {
        let value = milestone.atLeast.value
        let plain = Numerals.grouped(DecimalText.trimmed(Int128(value), decimals: 2))
        switch Self.entries[milestone.measure]?.kind {
        case .ratio: return .percent(Ratio(Int128(value), 100))
        case .count where value % 100 == 0: return .count(value / 100)
        default: return .init(plain, .plain, .money(Int128(value)))
        }
    }

    /// How a method makes points, in the notice's words.
    func method(_ method: Method, _ weights: MonitoringWeights?) -> String {
        let rule = weights.map { language.bracketed(MonitoringWords.rule($0, language)) } ?? ""
        switch method {
        case .targetRatio(let measure):
            return language("按任务完成比例：\(name(measure))", "share of the target: \(name(measure))") + rule
        case .shareOfBest(let measure):
            return language("第一名满分，其余按比例：\(name(measure))", "share of the best: \(name(measure))") + rule
        case .rankStep(let measure, let step):
            return language("按名次，每名次递减 \(step) 分：\(name(measure))", "by rank, \(step) less a place: \(name(measure))")
                + rule
        case .banded(let bands):
            let list = bands.bands.map { band in
                let from = phrase(band.from, of: bands.measure)
                return language("\(from) 起 \(band.points) 分", "\(band.points) from \(from)")
            }
            return language("分档：\(name(bands.measure)) ", "by bands: \(name(bands.measure)), ") + language.list(list)
                + rule
        case .rated: return language("酌情打分", "rated by judgement")
        case .tieredSum: return language("逐个项目计分：境外投资", "points a project: investments abroad")
        case .tally(let submitted, let city, let province):
            return language(
                "逐条计分：报送 \(submitted) 分、市录用 \(city) 分、省录用 \(province) 分",
                "points a report: submitted \(submitted), taken up by the city \(city), by the province \(province)")
        }
    }

    private static let entries: [String: (zh: String, en: String, kind: Kind, counter: String)] = [
        "exports.total": ("出口总量", "exports", .cny, ""),
        "exports.increment": ("出口增量", "export increment", .cny, ""),
        "exports.growth": ("出口增幅", "export growth", .ratio, ""),
        "exporters.ratio": ("有出口实绩企业与上年之比", "exporters against last year", .ratio, ""),
        "epidemic.share": ("防疫物资出口占比", "share of epidemic goods", .ratio, ""),
        "imports.increment": ("进口增量", "import increment", .cny, ""),
        "outsourcing.share": ("离岸服务外包占比", "share of offshore outsourcing", .ratio, ""),
        "service_traders.count": ("新增服务贸易企业", "new service traders", .count, "家"),
        "insured.share": ("出口信用保险覆盖面", "insured exporters", .ratio, ""),
        "monitoring.score": ("“订单+清单”得分", "monitoring score", .score, ""),
        "monitoring.rates": ("“订单+清单”填报率、响应率", "fill and response rates", .score, ""),
        "investments": ("境外投资", "investments abroad", .count, ""),
        "reports": ("信息报送", "information reports", .count, ""),
        "exporters.new": ("新增出口企业", "new exporters", .count, "家"),
        "insurance.completion": ("投保完成率", "insured", .ratio, ""),
        "insurance.completion_under_5m": ("500万美元以下企业投保完成率", "insured, under 5 M USD", .ratio, ""),
        "fair.visits": ("企业参展", "fair visits", .count, "家次"),
        "fair.intended_orders_usd": ("意向订单", "intended orders", .usd, ""),
        "ecommerce.growth": ("跨境网络零售出口增幅", "growth of cross-border online retail", .ratio, ""),
        "online_retail.sales_cny": ("网络零售额", "online retail", .cny, ""),
        "online_retail.growth": ("网络零售额增幅", "growth of online retail", .ratio, ""),
        "online_retail.total_cny": ("网络零售额", "online retail", .cny, ""),
        "monitoring.fill_rate": ("企业填报率", "fill rate", .ratio, ""),
        "monitoring.response_rate": ("预警响应率", "response rate", .ratio, ""),
        "loans.increment_over_last_year": (
            "外贸企业贷款本年增量减上年全年增量", "loans added this year less all of last year's", .cny, ""
        ),
    ]
    /// The measures that have words.
    static var known: Set<String> { Set(entries.keys) }
}
