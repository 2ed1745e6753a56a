/// What a part of a package points to (ECMA-376-2 §6.5): targets by id, with the last word of their type.
final class Relationships: XMLHandler {
    private(set) var fault: SheetFault?
    /// The part that these belong to; empty for the package itself.
    private let source: String
    private(set) var all: [(id: String, kind: String, part: String)] = []

    init(of source: String, in archive: ZipArchive) throws(SheetFault) {
        self.source = source
        guard let part = try archive.part(Relationships.part(of: source)) else { return }
        try XMLStream.read(part, self)
    }

    /// The first target of a kind, e.g. `styles`. The transitional and the strict form differ in all but the last word.
    func part(_ kind: String) -> String? { all.first { $0.kind == kind }?.part }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        guard name == "Relationship", let id = attributes["Id"], let type = attributes["Type"],
            let target = attributes["Target"], attributes["TargetMode"] != "External"
        else { return }
        all.append((id, type.split(separator: "/").last.map(String.init) ?? "", resolved(target)))
        if all.count > SheetLimits.parts { fault = .tooManyParts(limit: SheetLimits.parts) }
    }

    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    private static func part(of source: String) -> String {
        let parts = source.split(separator: "/")
        return (parts.dropLast() + ["_rels", "\(parts.last ?? "").rels"]).joined(separator: "/")
    }

    /// The name of the part that a target names, from the folder of the source.
    private func resolved(_ target: String) -> String {
        var folders = target.hasPrefix("/") ? [] : source.split(separator: "/").dropLast()
        for step in target.split(separator: "/") {
            switch step {
            case ".": continue
            case "..": folders = folders.dropLast()
            default: folders.append(step)
            }
        }
        return folders.joined(separator: "/")
    }
}
