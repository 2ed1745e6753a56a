import Ledger
import Records
import Scoring

/// Facts field by field; where there were others before, only what differs, old and new.
struct FactLines {
    let type: EventType
    let before: JSON?
    let beforeDate: CivilDate?
    let after: JSON
    let afterDate: CivilDate?
    let names: [String: String]
    let language: Language

    /// The fields that differ, in the catalog's order.
    var changes: [(label: String, old: String?, new: String)] {
        var lines: [(label: String, old: String?, new: String)] = []
        if beforeDate != afterDate || before == nil, let afterDate {
            lines.append((language("业务日期", "effective"), beforeDate?.description, afterDate.description))
        }
        for field in Catalog[type].fields {
            let new = value(after, field)
            let old = before.map { value($0, field) }
            if old != new { lines.append((language(field.zh, field.name), old, new)) }
        }
        return lines
    }

    func text(width: Int?, colour: Bool) -> String {
        let lines = changes
        guard !lines.isEmpty else { return language("  内容不变\n", "  no fact changes\n") }
        let space = lines.map { DisplayWidth.of($0.label) }.max() ?? 0
        return lines.map { line in
            let label = "  " + DisplayWidth.padded(line.label, to: space) + "  "
            guard let old = line.old else { return label + line.new + "\n" }
            return label + TextTable.Style.dim.paint(old, colour) + " → " + TextTable.Style.bold.paint(line.new, colour)
                + "\n"
        }.joined()
    }

    private func value(_ data: JSON, _ field: RecordType.Field) -> String {
        guard let json = data[field.name] else { return "—" }
        guard let text = json.text else { return Terminal.safe(json["title"]?.text ?? json.shown) }
        switch field.kind {
        case .township: return Terminal.safe(names[text].map { $0 + language.bracketed(text) } ?? text)
        case .amount(let currency):
            return Terminal.safe(Numerals.grouped(text))
                + (currency == .cny ? language(" 元", " CNY") : language(" 美元", " USD"))
        case .choice(let choices):
            return choices.first { $0.value == text }.map { language($0.zh, $0.en) } ?? Terminal.safe(text)
        default: return Terminal.safe(text)
        }
    }
}
