/// The rules for a sheet's name (ECMA-376 Part 1 §18.2.19, and what Excel adds to them).
public enum SheetName {
    static let lengthLimit = 31
    private static let forbidden = Set("[]:*?/\\")

    /// A name that is fit, made from any text: forbidden characters become `_`, what is too long is cut.
    public static func fit(_ text: String) -> String {
        var name = ""
        for character in WorkbookText.cell(text) {
            let fit = forbidden.contains(character) || isControl(character) ? "_" : character
            guard (name + String(fit)).utf16.count <= lengthLimit else { break }
            name.append(fit)
        }
        while name.hasPrefix("'") { name.removeFirst() }
        while name.hasSuffix("'") { name.removeLast() }
        return name.isEmpty ? "Sheet" : name
    }

    static func check(_ name: String) throws(WorkbookFault) {
        guard !name.isEmpty, name.utf16.count <= lengthLimit, !name.contains(where: forbidden.contains),
            !name.contains(where: isControl), !name.hasPrefix("'"), !name.hasSuffix("'")
        else { throw .sheetName(name) }
    }

    private static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.contains { $0.value < 32 }
    }
}
