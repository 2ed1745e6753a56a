import Accounts
import Ledger
import Programmes
import Records
import Scoring

/// Puts what went wrong into words: where, what was found, what is allowed, how to mend it.
///
/// All faults that a clerk can meet are spelled here, a subject a file, Chinese and English side by side.
public struct FaultWords: Sendable {
    public let language: Language
    /// The townships of the scheme in force, for their names; without them townships go by their ids.
    public let townships: [Scheme.Township]

    /// The type whose fields are spoken of, where it is known.
    let type: EventType?

    public init(_ language: Language, townships: [Scheme.Township] = []) { self.init(language, townships, nil) }

    private init(_ language: Language, _ townships: [Scheme.Township], _ type: EventType?) {
        self.language = language
        self.townships = townships
        self.type = type
    }

    /// The words for a submission of a type: what a field may hold is that type's.
    func of(_ type: EventType?) -> FaultWords { FaultWords(language, townships, type) }

    /// Any error of the house in words; nil for a foreign one.
    public func words(for error: any Error) -> String? {
        switch error {
        case let error as Refusal: words(error)
        case let error as Refusals: error.faults.map(words).joined(separator: "\n")
        case let error as BatchRefused: BatchRefusedPage(error, self).text(place: "")
        case let error as RestoreRefused: words(error, file: "")
        case let error as LedgerError: words(error)
        case let error as NoSchemeInForce: words(error)
        case let error as NoPlanInForce: words(error)
        case let error as JSONFault: words(error)
        case let error as LineFault: words(error)
        case let error as SchemeFault: words(error)
        default: nil
        }
    }

    /// The parts of a message. Each may be left out.
    struct Message {
        /// What is wrong as a whole: stands instead of, or behind, what was found.
        var wrong = ""
        var allowed = ""
        var mend = ""
    }

    /// `found "X" (wrong); allowed: Y; mend`.
    /// - Parameter isJSON: whether what was found is a JSON value other than text.
    func joined(found: String?, isJSON: Bool = false, _ message: Message) -> String {
        var parts: [String] = []
        if let found {
            let value = shown(found, isJSON: isJSON)
            let wrong = message.wrong.isEmpty ? "" : language.bracketed(message.wrong)
            parts.append(language("填的是\(isJSON ? " " : "")\(value)", "found \(value)") + wrong)
        } else if !message.wrong.isEmpty {
            parts.append(message.wrong)
        }
        if !message.allowed.isEmpty { parts.append(language("应为：", "allowed: ") + message.allowed) }
        if !message.mend.isEmpty { parts.append(message.mend) }
        return parts.joined(separator: language("；", "; "))
    }

    /// What was found, in quotation marks if it is text.
    func shown(_ found: String, isJSON: Bool = false) -> String {
        let safe = Terminal.safe(found)
        if found.isEmpty { return language("空白", "nothing") }
        // A JSON value that is no text is shown without marks: they would make it look like one.
        if isJSON { return safe }
        // Text that comes as JSON has its marks already.
        if safe.count > 1, safe.first == "\"", safe.last == "\"" {
            return language.quoted(String(safe.dropFirst().dropLast()))
        }
        return language.quoted(safe)
    }

    /// `did you mean A or B?`; empty where nothing is near.
    func didYouMean(_ near: [String]) -> String {
        near.isEmpty
            ? ""
            : language(
                "是不是\(language.either(near.map(language.quoted)))？", "did you mean \(language.either(near))?")
    }
}
