import Ledger
import Records

/// A made-up county with the townships of 长商发〔2020〕17号, and everything that its export task force records.
///
/// Nothing in it is real but the notice's own plan: names have 示例 in them, and codes begin with `91330522MAEX`. It is a pure function of its
/// three parameters: the same ones give the same submissions, byte for byte, on every machine.
///
/// How it comes about: the enterprises of the first day (`Enterprise`) have sizes and habits drawn from the seed. On a
/// Monday in January the office opens, registers them and loads the year before month by month. Then every month brings
/// its customs file (`TradeFiles`), marks and service trade; every year its new exporters, fairs, insurance,
/// investments and reports, each in a file of its own. 2020 has the shock and recovery of that spring, the notice's
/// goals as a race, and five stories (`Stories2020`).
///
/// How large it gets, measured with seed 2020 and the scheme left out; one core makes and writes about a quarter of a
/// million submissions a second:
///
/// | enterprises | years | submissions | bytes of lines | memory |
/// | --- | --- | --- | --- | --- |
/// | 40 | 2020 | 1,811 | 0.5 MB | 24 MB |
/// | 300 | 2020 | 10,850 | 3.3 MB | 28 MB |
/// | 1,420 | 2020 | 40,194 | 12.5 MB | 43 MB |
/// | 300 | 2011–2020 | 100,563 | 30 MB | 28 MB |
/// | 6,450 | 2011–2020 | 1,009,246 | 314 MB | 111 MB |
/// | 10,000 | 2011–2020 | 1,535,508 | 477 MB | 158 MB |
/// | 50,000 | 2011–2020 | 7,460,764 | 2.3 GB | 683 MB |
///
/// The scheme is not among the days: it has to be adopted before them, in force from 1 January of the first year.
public struct ExampleCounty: Sendable {
    public let enterprises: Int
    public let years: ClosedRange<Int>
    public let seed: UInt64
    /// Whether the office also keeps the notice's programmes: fairs' register, e-commerce, online retail, funds, loans,
    /// warehouses, inspections, the province's index, the key work list, the units' ratings. The other submissions are the same ones without it.
    public let hasProgrammes: Bool
    /// Whether it has monitoring, warnings, visits and tickets besides.
    public let hasDesk: Bool

    /// - Parameters:
    ///   - enterprises: how many export on the first day, 1 to 90,000. New exporters come on top.
    ///   - years: the scored years, not before 1992. The year before the first is loaded as history.
    ///   - seed: another seed, another county of the same kind.
    ///   - hasDesk: with monitoring, warnings, visits and tickets; all else stays as it is.
    ///   - hasProgrammes: with the notice's programmes; all else stays as it is.
    public init(
        enterprises: Int = 300, years: ClosedRange<Int> = 2020...2020, seed: UInt64 = 2020, hasDesk: Bool = false,
        hasProgrammes: Bool = false
    ) {
        self.hasDesk = hasDesk
        self.hasProgrammes = hasProgrammes
        self.enterprises = min(max(1, enterprises), 90_000)
        self.years = max(1992, years.lowerBound)...max(1992, years.upperBound)
        self.seed = seed
    }

    /// The day on which the office opens: the first Monday from 2 January of the first year on.
    public var opening: CivilDate {
        CivilDate(trusted: Int32(years.lowerBound * 10_000 + 102)).monday
    }

    /// The days of the office in order of time, made as they are asked for: the memory that they take is O(enterprises).
    /// They end in the January after the last year, when its December is known.
    public func days() -> some Sequence<OfficeDay> { OfficeDays(self) }
}
