import Accounts
import Audits
import Ledger
import Records
import Scoring

/// An explanation for programs.
extension ExplanationPage {
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
                    .init("numerator", .string(item.exact.numerator.description)),
                    .init("denominator", .string(item.exact.denominator.description)),
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
                                        .init("numerator", .string(value.numerator.description)),
                                        .init("denominator", .string(value.denominator.description)),
                                    ])))
                        }
                        return .members(members)
                    })),
        ]
        if let text = NoticeClauses.text(item.indicator, of: explanation.scheme) {
            members.append(.init("clause_text", .string(text)))
        }
        if let reading = NoticeClauses.reading(item.indicator, of: explanation.scheme, language) {
            members.append(.init("reading", .string(reading)))
        }
        return .members(members)
    }

    private func json(_ input: Explanation.Input) -> JSON {
        .members(
            [
                .init("name", .string(input.counted.name)), .init("year", .integer(Int64(input.year))),
            ] + (input.month.map { [.init("month", .string($0.description))] } ?? []) + [
                .init("amount", .string(String(input.amount))), .init("records", .integer(Int64(input.records))),
                .init(
                    "evidence",
                    .array(
                        input.evidence.map { record in
                            .members([
                                .init("record", .string(record.record)),
                                .init("amount", .string(String(record.amount))),
                                .init("seq", .integer(record.opened.seq)),
                                .init("changed_by", .integer(record.changedBy)),
                                .init("effective", .string(record.effective.description)),
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
                        item.indicator.id, item.points.twoDecimals, input.counted.name, String(input.year),
                        record.record,
                        number(record.amount, input.counted).replacing(",", with: ""), String(record.opened.seq),
                        record.effective.description, record.opened.recordedAt.description, record.opened.actor,
                        record.opened.source,
                    ])
                }
            }
        }
        return CSV.text(rows, withByteOrderMark: withByteOrderMark)
    }
}

extension Explanation.Counted {
    /// As programs know it.
    var name: String {
        switch self {
        case .tally(let tally): tally.name
        case .monitoring(let number): "monitoring_\(number.rawValue)"
        }
    }
}
