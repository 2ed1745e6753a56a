import Accounts
import Audits
import Foundation
import Ledger
import Records
import Scoring
import TestSupport

/// A simulated county: one seed drives clerks at several connections to one ledger, their late files, corrections of
/// corrections, retractions, closings and rebuilds, a clock that steps back, a disk that fails and power that goes. After
/// every step the ledger is the model's, byte for byte, and a random question has the model's answer.
///
/// Every fifth county has a disk that does not fail; other processes record there while the connections of this one are open.
public final class CountyDrill {
    public struct Tally: Sendable, Equatable {
        public var counties = 0
        public var steps = 0
        public var events = 0
        public var refused = 0
        public var closings = 0
        public var faults = 0
        public var powerCuts = 0
        public var moves = 0
        /// Batches and rebuilds of other processes.
        public var others = 0
        /// Spreadsheets whose rows were recorded, some of them as corrections.
        public var imports = 0
        public var corrected = 0
        /// Batches that rested on another size, and rehearsals: nothing of them is recorded.
        public var stale = 0
        public var rehearsals = 0
        /// States of the ledger that somebody noted, and held against it later.
        public var checkpoints = 0
        public var questions = 0
        /// Those about the work list and the units that found a plan in force, and the states of cells that they met.
        public var plans = 0
        public var states: Set<String> = []
        /// The types of the events that were recorded.
        public var types: Set<String> = []
        /// Days that went by in the counties.
        public var days = 0
        /// What the last county's ledger came to.
        public var head: LogHead?
    }

    public internal(set) var tally = Tally()
    private let seed: UInt64
    var random: SeededGenerator
    var clerks: RandomOffice
    var model = CountyModel()
    let disk: FaultyDisk
    /// The executable `torture`, whose command `clerk` is another process; and where the ledger is that it shares.
    let program: URL?
    private let shared: TemporaryFolder?
    private(set) var path: String
    /// The connections that are open; each is somebody at a machine of their own.
    var offices: [Office] = []
    let time = Time()
    var step = 0

    final class Time {
        var now = Instant.startOfDay(CivilDate(trusted: 20_201_001))
        var ids = 0
    }

    private init(seed: UInt64, tally: Tally, program: URL?) throws {
        self.seed = seed
        self.program = program
        self.tally = tally
        random = SeededGenerator(seed: seed)
        clerks = RandomOffice(seed: seed &+ 17)
        disk = try FaultyDisk(seed: seed)
        shared = program != nil && seed % 5 == 0 ? try TemporaryFolder() : nil
        path = shared?.path("county.sqlite") ?? disk.path("county.sqlite")
    }

    /// What somebody outside has noted of the ledger: sizes and roots.
    var noted: [Checkpoint] = []

    // The disk must outlive whatever has files on it.
    deinit { offices.removeAll() }

    /// Simulates counties, one a seed, each for some steps.
    /// - Parameter program: the executable `torture`; without it no county has other processes.
    /// - Throws: `Broken` with the seed where the ledger is not the model's.
    public static func run(
        seeds: some Sequence<UInt64>, steps: Int, program: URL? = nil, while goesOn: () -> Bool = { true }
    ) throws -> Tally {
        var tally = Tally()
        for seed in seeds {
            guard goesOn() else { break }
            let county = try CountyDrill(seed: seed, tally: tally, program: program)
            do { try county.live(steps) } catch {
                throw Broken("county of seed \(seed), step \(county.step): \(error)")
            }
            tally = county.tally
        }
        return tally
    }

    private func live(_ steps: Int) throws {
        tally.counties += 1
        let start = time.now
        offices = [office(try SQLiteEventLog.create(path: path, schemas: Books.schemas))]
        try submit([.adopt(try TemporaryLedger.builtInScheme(), from: "2019-01-01", id: "scheme")])
        for (number, code) in clerks.codes.enumerated() {
            let facts = [
                ("enterprise", code), ("name", "示例公司"), ("township", number % 2 == 0 ? "jiapu" : "meishan"),
                ("export_band", "under_5m_usd"),
            ]
            try submit([
                Submission(
                    type: .enterpriseRegistered, effective: "2018-01-01", id: "e\(number)",
                    data: .members(facts.map { .init($0.0, .string($0.1)) }))
            ])
        }
        for number in 1...steps {
            step = number
            tally.steps += 1
            passTime()
            try act()
            try compare()
        }
        try compareWhole()
        tally.head = try anyOffice().log.read { try $0.head() }
        tally.events += Int(model.size)
        tally.types.formUnion(model.events.map(\.type))
        tally.days += Int(time.now.milliseconds - start.milliseconds) / 86_400_000
    }

    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private func office(_ log: SQLiteEventLog) -> Office {
        Office(
            log: log, clock: { [time] in time.now },
            newID: { [time] _ in
                time.ids += 1
                return "made-\(time.ids)"
            })
    }

    /// Some hours or days, and now and then a clock that is set back.
    private func passTime() {
        let hours = chance(5) ? -Int64.random(in: 1...48, using: &random) : Int64.random(in: 0...240, using: &random)
        time.now = Instant(milliseconds: time.now.milliseconds + hours * 3_600_000)
    }

    private func act() throws {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<10: try submit([clerks.next()])
        case 10..<15: try submit(some(6) { $0.nextFurther() })
        case 15..<20: try submit(some(6) { $0.nextProgramme() })
        case 20..<26: try submit(some(6) { $0.nextWork() })
        case 26..<30: try submit(clerks.nextStory())
        case 30..<60: try submit((0...Int.random(in: 0..<4, using: &random)).map { _ in clerks.next() })
        case 60..<76 where shared != nil, 91..<92 where shared != nil: try letAnotherWork()
        case 60..<70: try failing(anyFault()) { try self.submit([self.clerks.next(), self.clerks.next()]) }
        case 70..<76: try failing(chance(50) ? .powerCut : .tornWrite) { try self.submit([self.clerks.next()]) }
        case 76..<80: try closeMonth()
        case 80..<85: try importSheet()
        case 85..<87: try submitStale()
        case 87..<89: try rehearse()
        case 89..<91: _ = try anyOffice().rebuild()
        case 91..<92: try failing(anyFault()) { _ = try self.anyOffice().rebuild() }
        case 92..<94: try reopen()
        case 94..<95: try adoptOtherRules()
        case 95..<97: try move()
        default: try compareWhole()
        }
    }

    /// Some submissions of one kind.
    private func some(_ most: Int, _ next: (inout RandomOffice) -> Submission) -> [Submission] {
        (0..<Int.random(in: 1...most, using: &random)).map { _ in next(&clerks) }
    }

    private func anyFault() -> FaultyDisk.Fault {
        [.ioError, .ioErrorForGood, .shortWrite, .full].randomElement(using: &random) ?? .ioError
    }

    /// A connection that is open, or a new one: up to three at a time.
    func anyOffice() throws -> Office {
        if offices.count < 3, offices.isEmpty || chance(20) { offices.append(try opened()) }
        return offices[Int.random(in: 0..<offices.count, using: &random)]
    }

    private func opened() throws -> Office { office(try SQLiteEventLog.open(path: path)) }

    /// Submits a batch and takes what was acknowledged into the model.
    func submit(_ batch: [Submission]) throws {
        let office = try anyOffice()
        let before = model.size
        // Ids that the ledger makes are the next ones.
        var next = time.ids
        model.candidate = batch.map { submission in
            if let id = submission.id { return id }
            next += 1
            return "made-\(next)"
        }
        do {
            let receipt = try office.append(batch.map { .success($0) }, actor: "clerk")
            try acknowledge(receipt, of: office, after: before)
        } catch let refused as BatchRefused {
            tally.refused += 1
            try Broken.unless(!refused.faults.isEmpty, "refused without a fault")
            model.candidate = nil
            // The clerk hands in what can stand by itself.
            if batch.count > 1 { for submission in batch { try submit([submission]) } }
        }
    }

    func acknowledge(_ receipt: Receipt, of office: Office, after before: Int64) throws {
        var lines: [[UInt8]] = []
        try office.log.read { reader in
            try reader.forEachLine(from: before + 1, through: receipt.head.size) { _, line in lines.append(Array(line))
            }
        }
        let recorded = receipt.outcomes.compactMap {
            if case .recorded(let seq, let id) = $0 { (seq, id) } else { nil }
        }
        try Broken.unless(
            recorded.map(\.0) == Array((before + 1)..<(receipt.head.size + 1)), "\(recorded) from \(before)")
        try model.take(lines)
        try Broken.unless(model.root == receipt.head.root, "the receipt's root is another")
        for (_, id) in recorded { clerks.note(id: id) }
    }

    private func closeMonth() throws {
        let months = ["2019-12", "2020-01", "2020-02", "2020-05", "2020-06"].compactMap { CivilMonth($0) }
        let month = try months.randomElement(using: &random).unwrapped("a month")
        let office = try anyOffice()
        let before = model.size
        do {
            _ = try office.close(month, today: time.now.shanghaiDate, actor: "director")
            try acknowledgeOthers(office, after: before)
            // Clerks correct and retract what they find, closings too.
            try office.log.read { if let event = try $0.event(model.size) { clerks.note(id: event.id) } }
            tally.closings += 1
        } catch is ClosingFault {}
    }

    /// Takes what was recorded without a receipt at hand.
    func acknowledgeOthers(_ office: Office, after before: Int64) throws {
        var lines: [[UInt8]] = []
        try office.log.read { reader in
            try reader.forEachLine(from: before + 1) { _, line in lines.append(Array(line)) }
        }
        try model.take(lines)
    }

    /// A scheme that counts reports and places otherwise.
    private func adoptOtherRules() throws {
        let text = String(decoding: BuiltInScheme.text, as: UTF8.self)
            .replacing("\"step\": \"0.2\"", with: "\"step\": \"0.\(Int.random(in: 3...9, using: &random))\"")
            .replacing("changxing-2020", with: "rules-\(step)")
        let month = Int.random(in: 1...9, using: &random)
        try submit([.adopt(try JSONReader.read(text.utf8), from: "2020-0\(month)-01", id: "rules-\(step)")])
    }

    func reopen() throws {
        offices.removeAll()
        offices.append(try opened())
    }

    /// The ledger moves to another file: by a backup, or by an export that is restored.
    private func move() throws {
        let name = "county-\(step).sqlite"
        let target = shared?.path(name) ?? disk.path(name)
        if chance(50) {
            let head = try anyOffice().backup(to: target)
            try Broken.unless(head.root == model.root, "the backup has another root")
        } else {
            var chunk: LineChunk? = LineChunk(first: 1)
            for line in model.lines { line.withUnsafeBufferPointer { chunk?.append($0) } }
            let head = try office(try SQLiteEventLog.create(path: target, schemas: Books.schemas))
                .restore(expecting: model.root) {
                    defer { chunk = nil }
                    return chunk
                }
            try Broken.unless(head.size == model.size, "restored \(head.size)")
        }
        path = target
        tally.moves += 1
        try reopen()
    }
}

extension Optional {
    func unwrapped(_ what: String) throws -> Wrapped {
        guard let self else { throw Broken("no \(what)") }
        return self
    }
}
