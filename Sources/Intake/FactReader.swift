import Ledger
import Records
import Sheets
import Synchronization

/// Some facts in order, with what was noted up to their end.
struct FactBlock: Sendable {
    var facts: [(submission: Result<Submission, Refusals>, place: IntakeRows.Place)] = []
    var notes: [IntakeRows.Notes] = []
    /// What ended the reading behind these facts.
    var fault: IntakeFaults?
}

/// Reads the sources of an intake into blocks of facts. Memory: one open file, one block of its rows, one of facts.
final class FactReader {
    /// The facts of a block, about.
    private static let block = 256

    private let sources: [Intake.Source]
    private let vocabulary: Vocabulary
    private let limit: Int
    private var notes: [IntakeRows.Notes]
    private var count = 0
    private var next = 0
    private var isEnded = false
    private var file: SheetFile?
    private var current: Current?

    /// The sheet that is being read.
    private struct Current {
        let index: Int
        let rows: any RowSource
        let words: RowWords
        var reader: RowReader
    }

    init(_ sources: [Intake.Source], _ vocabulary: Vocabulary, limit: Int) {
        self.sources = sources
        self.vocabulary = vocabulary
        self.limit = limit
        notes = Array(repeating: IntakeRows.Notes(), count: sources.count)
    }

    /// The next facts; nil at the end, and behind a fault.
    func read() -> FactBlock? {
        guard !isEnded else { return nil }
        var block = FactBlock()
        do throws(SheetFault) {
            while block.facts.count < FactReader.block {
                guard try readRows(into: &block) else {
                    isEnded = true
                    break
                }
            }
        } catch {
            isEnded = true
            block.fault = IntakeFaults([.init(place: sources[current?.index ?? next].place, .sheet(error))])
        }
        block.notes = notes
        return block
    }

    /// Reads some rows of the current sheet, or opens the next one.
    /// - Returns: whether there may be more.
    private func readRows(into block: inout FactBlock) throws(SheetFault) -> Bool {
        guard let rows = current?.rows else {
            guard next < sources.count else { return false }
            current = try open(next)
            next += 1
            return true
        }
        guard let more = try rows.next() else {
            current = nil
            return true
        }
        for row in more { try take(row, into: &block) }
        return true
    }

    private func open(_ index: Int) throws(SheetFault) -> Current {
        let source = sources[index]
        if file?.path != source.place.path { file = nil }
        let file: SheetFile
        if let open = self.file { file = open } else { file = try source.open() }
        self.file = file
        let name = source.place.sheet.isEmpty ? source.place.file : "\(source.place.file) \(source.place.sheet)"
        return Current(
            index: index, rows: try file.rows(ofSheet: source.sheet), words: RowWords(source.plan),
            reader: RowReader(source.plan, place: name, isSheet: source.csv == nil, vocabulary))
    }

    private func take(_ row: Row, into block: inout FactBlock) throws(SheetFault) {
        guard let index = current?.index, row.number > sources[index].plan.headingRow else { return }
        if let reason = current?.words.reason(row) { return notes[index].leaveOut(row.number, reason) }
        for cell in row.cells where cell.isFormula && cell.kind != .uncomputed { notes[index].formulas += 1 }
        for fact in current?.reader.facts(row) ?? [] {
            count += 1
            guard count <= limit else { throw .tooManyRows(limit: limit) }
            notes[index].facts += 1
            block.facts.append(
                (fact.submission, IntakeRows.Place(source: index, row: row.number, month: fact.month)))
        }
    }
}

/// A reader that another thread may ask.
final class SharedFactReader: Sendable {
    private let reader: Mutex<FactReader>

    init(_ sources: [Intake.Source], _ vocabulary: Vocabulary, limit: Int) {
        reader = Mutex(FactReader(sources, vocabulary, limit: limit))
    }

    func read() -> FactBlock? { reader.withLock { $0.read() } }
}
