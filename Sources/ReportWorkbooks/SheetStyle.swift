import Reports
import Workbooks

/// How the parts of a sheet look.
struct SheetStyle {
    private static let ink: UInt32 = 0x1A1A1A
    private static let line: UInt32 = 0xC8C8C8
    private let base: CellFormat

    init(_ language: Language) {
        // The plain face of Chinese offices; English pages keep the program's own.
        base = CellFormat().with(\.font, language == .zh ? "宋体" : nil).with(\.colour, Self.ink)
    }

    var issuer: CellFormat { base.with(\.colour, 0xB3261E).with(\.fontSize, 12).with(\.alignment, .centre) }
    var title: CellFormat {
        base.with(\.isBold, true).with(\.fontSize, 16).with(\.alignment, .centre).with(\.wraps, true)
    }
    var subtitle: CellFormat { base.with(\.isBold, true).with(\.fontSize, 12).with(\.alignment, .left) }
    var paragraph: CellFormat { base.with(\.wraps, true).with(\.alignment, .left) }
    var note: CellFormat {
        base.with(\.wraps, true).with(\.colour, 0x666666).with(\.fontSize, 9).with(\.alignment, .left)
    }
    var heading: CellFormat {
        base.with(\.isBold, true).with(\.fill, 0xF3F1EE).with(\.border, Self.line).with(\.wraps, true)
            .with(\.alignment, .centre)
    }

    func cell(_ cell: TextTable.Cell, _ alignment: TextTable.Alignment, wraps: Bool) -> CellFormat {
        var format = base.with(\.border, Self.line)
        if wraps { format.wraps = true }
        format.alignment = alignment == .right ? .right : .left
        switch cell.value {
        case .day, .moment: format.alignment = .centre
        default: format.indent = alignment == .left ? 1 : 0
        }
        format.number = number(cell.value)
        switch cell.style {
        case .plain: break
        case .bold: format.isBold = true
        case .dim: format.colour = 0x767676
        case .red: format.colour = 0xB3261E
        case .green: format.colour = 0x0A6B36
        case .yellow: format.colour = 0x7A5200
        }
        return format
    }

    private func number(_ value: TypedValue?) -> String? {
        switch value {
        case .count: "#,##0"
        case .countChange: "+#,##0;-#,##0;0"
        case .average: "0.0"
        case .points: "0.00"
        case .change: "+0.00;-0.00;0.00"
        case .money: "#,##0.00"
        case .places: "\"▲\"0;\"▼\"0;\"—\""
        case .ratio: "0.00%"
        case .day: "yyyy-mm-dd"
        case .moment: "yyyy-mm-dd hh:mm:ss"
        case nil: nil
        }
    }
}
