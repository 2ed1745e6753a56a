import Testing

@testable import Reports

/// The lines of what was reached month by month, as a picture.
@Suite struct LineChartTests {
    /// A table of places with points month by month, in whole points.
    static func table(_ rows: [[Int64]]) -> TextTable {
        TextTable(
            [.init("place")] + (rows.first ?? []).indices.map { .init("2020-0\($0 + 1)", .right) },
            rows: rows.enumerated().map { number, points in
                [.init("place \(number)")] + points.map { .init("\($0)", .plain, .points($0 * 100)) }
            })
    }

    static func svg(_ rows: [[Int64]]) -> String { LineChartSVG(table(rows), 1...(rows.first?.count ?? 1)).text }

    /// The numbers at the lines across, from below.
    static func scale(_ svg: String) -> [Int64] {
        svg.split(separator: "\n").filter { $0.contains("text-anchor=\"end\"") }
            .compactMap { $0.split(separator: ">").dropFirst().first?.split(separator: "<").first }
            .compactMap { Int64($0) }
    }

    static func height(_ svg: String) -> Int? {
        svg.split(separator: "\"").dropFirst().first?.split(separator: " ").last.flatMap { Int($0) }
    }

    @Test func pointsOfAHundredStandInTens() {
        #expect(Self.scale(Self.svg([[0, 100], [7, 55]])) == Array(stride(from: 0, through: 100, by: 10)))
        #expect(Self.scale(Self.svg([[41, 58]])) == [40, 50, 60])
        #expect(Self.scale(Self.svg([[50]])) == [50, 60])
        #expect(Self.height(Self.svg((0..<11).map { [40, 50 + $0] })) == 400)
    }

    /// A line across every ten points made a page of 48 MB for a scheme of four million points, and none for more.
    @Test(.timeLimit(.minutes(1)), arguments: [101, 150, 4000, 4_000_000, 999_999_999_999_999] as [Int64])
    func thereAreSomeTenLinesAtMost(most: Int64) throws {
        let svg = Self.svg([[0, most], [most / 3, most / 2]])
        let scale = Self.scale(svg)
        let last = try #require(scale.last)
        #expect((3...12).contains(scale.count) && scale.first == 0 && last >= most)
        // The longest number begins within the picture, at some 6.5 units a digit.
        let numbers = svg.split(separator: "\n").filter { $0.contains("text-anchor=\"end\"") }
        let end = try #require(numbers.last?.split(separator: "\"").dropFirst().first.flatMap { Int($0) })
        #expect(2 * end >= 13 * String(last).count)
        let step = try #require(scale.dropFirst().first)
        #expect([1, 2, 5].contains(Int64(String(step).prefix(1))) && Set(String(step).dropFirst()).isSubset(of: ["0"]))
        #expect(scale == scale.indices.map { Int64($0) * step })
    }

    /// Names at the lines' ends lie within the picture and not on each other, however many there are.
    @Test(arguments: [1, 11, 25, 26, 27, 28, 100]) func everyNameIsInThePicture(places: Int) throws {
        for rows in [
            (0..<places).map { [10, 20 + Int64($0) % 3] }, (0..<places).map { [0, Int64($0)] },
            Array(repeating: [0], count: places),
        ] {
            let svg = Self.svg(rows)
            let height = try #require(Self.height(svg))
            let names = svg.split(separator: "\n").filter { $0.contains(">place ") }
            let places = names.compactMap { line in
                line.split(separator: " ").first { $0.hasPrefix("y=") }.flatMap { Int($0.dropFirst(3).dropLast()) }
            }.sorted()
            #expect(places.count == rows.count)
            let (first, last) = (try #require(places.first), try #require(places.last))
            #expect(first >= 11 && last <= height - 4)
            #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 14 })
        }
    }
}
