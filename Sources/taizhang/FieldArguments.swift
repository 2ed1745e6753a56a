import Ledger
import Records
import Reports

/// The facts of a submission from `field=value` arguments.
struct FieldArguments {
    let members: [JSON.Member]
    var data: JSON { .members(members) }

    /// - Throws: `Desk.Complaint` for an argument that is no `field=value`, or a field given twice. What the value is
    ///   worth is admission's to say.
    init(_ arguments: [String], _ entry: RecordType, _ townships: [Scheme.Township], _ plans: PlanNames) throws {
        var members: [JSON.Member] = []
        for argument in arguments {
            guard let mark = argument.firstIndex(of: "=") else {
                throw Desk.Complaint(
                    words(
                        "“\(Terminal.safe(argument))”：应写成 字段=值，例如 \(entry.fields.first?.name ?? "month")=…",
                        "\"\(Terminal.safe(argument))\": write field=value, e.g. \(entry.fields.first?.name ?? "month")=…"
                    ),
                    code: .validationFailure)
            }
            let name = String(argument[..<mark])
            var text = String(argument[argument.index(after: mark)...])
            let field = FieldText.field(name, of: entry)
            if text.hasPrefix("@"), let kind = field?.kind, [.scheme, .plan].contains(kind) {
                text = String(decoding: try SchemeFile.read(String(text.dropFirst())).canonical, as: UTF8.self)
            }
            let key = field?.name ?? StoredText.normalized(name)
            guard !members.contains(where: { $0.key == key }) else {
                throw Desk.Complaint(
                    words("字段 \(key) 给了两次；请只留一个", "\(key) is given twice; leave one"), code: .validationFailure)
            }
            let value = field.map { FieldText.value(text, $0, townships: townships, plans: plans) }
            members.append(.init(key, value ?? .string(text)))
        }
        self.members = members
    }

    /// For a type that sheets can't bring.
    static func noForm(_ type: EventType) -> Desk.Complaint {
        let entry = Catalog[type]
        let name = type.rawValue
        return Desk.Complaint(
            words(
                "“\(entry.zh)”没有样表，不能由表格导入；入账见 taizhang catalog \(name)",
                "\(name) has no form and is not imported from sheets; taizhang catalog \(name) tells how it is recorded"
            ),
            code: .validationFailure)
    }

    static func unknownType(_ name: String) -> Desk.Complaint {
        Desk.Complaint(FaultWords(words).words(unknownType: name), code: .validationFailure)
    }
}
