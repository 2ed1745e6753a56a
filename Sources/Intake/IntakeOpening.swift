import Ledger
import Records
import Sheets

/// Opens files one after the other and collects what they hold and what is wrong with them.
struct IntakeOpening {
    private let options: Intake.Options
    private(set) var sources: [Intake.Source] = []
    private(set) var leftOut: [Intake.LeftOut] = []
    private(set) var faults: [IntakeFaults.Fault] = []

    init(_ options: Intake.Options) { self.options = options }

    mutating func open(_ path: String) {
        do throws(SheetFault) {
            let file = try SheetFile(path: path, encoding: options.encoding, separator: options.separator)
            let names = file.sheets.map(\.name)
            if let wanted = options.sheet, file.csv == nil, !names.contains(wanted) {
                throw .noSuchSheet(wanted, known: names)
            }
            for index in file.sheets.indices { look(file, index) }
        } catch {
            faults.append(.init(place: .init(path: path, sheet: ""), .sheet(error)))
        }
    }

    private mutating func look(_ file: SheetFile, _ index: Int) {
        let sheet = file.sheets[index]
        let place = Intake.Place(path: file.path, sheet: sheet.name)
        if file.csv == nil {
            if let wanted = options.sheet {
                guard wanted == sheet.name else { return }
            } else if sheet.isHidden || HeadingWords.noteSheets.contains(FoldedText.of(sheet.name)) {
                return leftOut.append(.init(place: place, reason: sheet.isHidden ? .hidden : .noHeading))
            }
        }
        let head: [Row]
        do throws(SheetFault) { head = try IntakeOpening.head(try file.rows(ofSheet: index)) } catch {
            return faults.append(.init(place: place, .sheet(error)))
        }
        guard !head.isEmpty else { return leftOut.append(.init(place: place, reason: .empty)) }
        do throws(HeadingFault) {
            let plan = try HeadingSearch(head, sheet: sheet.name, told: options.type).plan()
            let csv = file.csv.map { Intake.CSVForm(encoding: $0.encoding, separator: $0.separator) }
            sources.append(.init(place: place, plan: plan, sheet: index, csv: csv))
        } catch .noHeading where file.sheets.count > 1 && options.sheet == nil {
            leftOut.append(.init(place: place, reason: .noHeading))
        } catch {
            faults.append(.init(place: place, .heading(error)))
        }
    }

    private static func head(_ rows: any RowSource) throws(SheetFault) -> [Row] {
        var head: [Row] = []
        while head.count < HeadingSearch.rows, let more = try rows.next() { head += more }
        return head
    }
}
