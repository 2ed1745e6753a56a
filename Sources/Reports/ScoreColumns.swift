import Records
import Scoring

/// How a score table's indicators become columns: each by itself, by group, or the small groups together.
struct ScoreColumns {
    /// One column: a heading and the places of its indicators in the scheme.
    struct Column {
        let heading: String
        let indicators: [Int]
    }

    let columns: [Column]

    /// Every indicator by itself. The heading has the group above the indicator: `目标任务·完成率` is two lines.
    static func all(_ scheme: Scheme, _ language: Language) -> ScoreColumns {
        ScoreColumns(
            columns: scheme.indicators.enumerated().map { index, indicator in
                let heading = language(indicator.name, indicator.id)
                let parts = heading.split(separator: language == .zh ? "·" : ".", maxSplits: 1)
                return Column(heading: parts.joined(separator: "\n"), indicators: [index])
            })
    }

    /// One column a group. In English a group goes by what its indicators' ids begin with, since a scheme has only
    /// Chinese names.
    static func groups(_ scheme: Scheme, _ language: Language) -> ScoreColumns {
        var names: [String] = []
        var members: [String: [Int]] = [:]
        for (index, indicator) in scheme.indicators.enumerated() {
            let name = indicator.group.isEmpty ? indicator.name : indicator.group
            if members[name] == nil { names.append(name) }
            members[name, default: []].append(index)
        }
        return ScoreColumns(
            columns: names.map { name in
                let indices = members[name] ?? []
                let id = indices.first.map { scheme.indicators[$0].id.prefix { $0 != "." } } ?? ""
                return Column(heading: language(name, String(id)), indicators: indices)
            })
    }

    /// The columns with at most `count` left: those with the most points stay, the others become one.
    func folded(to count: Int, _ scheme: Scheme, _ language: Language) -> ScoreColumns {
        guard count < columns.count else { return self }
        func points(_ place: Int) -> Int64 {
            columns[place].indicators.reduce(0) { $0 + scheme.indicators[$1].points.value }
        }
        let bySize = columns.indices.sorted { (points($0), $1) > (points($1), $0) }
        let kept = Set(bySize.prefix(count))
        let rest = columns.indices.filter { !kept.contains($0) }.flatMap { columns[$0].indicators }
        return ScoreColumns(
            columns: columns.indices.filter(kept.contains).map { columns[$0] }
                + [Column(heading: language("其余", "other"), indicators: rest)])
    }

    /// The columns with headings broken into lines of a width; points below them take up to 6.
    func stacked(to width: Int) -> ScoreColumns {
        ScoreColumns(
            columns: columns.map { column in
                Column(
                    heading: DisplayWidth.wrapped(column.heading, to: width).split(separator: "\n").joined(
                        separator: "\n"),
                    indicators: column.indicators)
            })
    }
}
