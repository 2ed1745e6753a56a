/// The strings that a workbook's cells share, held in one table of bytes.
final class SharedStrings: XMLHandler {
    private(set) var fault: SheetFault?
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    private var isText = false
    private var phonetics = 0

    var count: Int { ends.count }

    /// The string at a place; nil where there is none.
    subscript(index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        return String(decoding: bytes[(index > 0 ? Int(ends[index - 1]) : 0)..<Int(ends[index])], as: UTF8.self)
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "t" { isText = phonetics == 0 }
        // How a text is pronounced stands in it too, and is no part of it.
        if name == "rPh" { phonetics += 1 }
    }

    func end(_ name: XMLName) {
        if name == "t" { isText = false }
        if name == "rPh" { phonetics -= 1 }
        guard name == "si" else { return }
        ends.append(UInt32(bytes.count))
        if ends.count > SheetLimits.sharedStrings { fault = .tooManyStrings(limit: SheetLimits.sharedStrings) }
    }

    func text(_ text: UnsafeBufferPointer<UInt8>) {
        guard isText else { return }
        bytes.append(contentsOf: text)
        if bytes.count > SheetLimits.sharedStringBytes {
            fault = .partTooLarge(part: "sharedStrings.xml", limit: UInt64(SheetLimits.sharedStringBytes))
        }
    }
}
