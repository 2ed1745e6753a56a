/// A language in which the clerk reads the program's words.
public enum Language: String, CaseIterable, Sendable {
    case zh, en

    /// The language that an environment asks for: the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is not empty
    /// decides (POSIX.1-2017 §8.2). A value that starts with `zh` is Chinese, anything else English.
    public static func from(environment: [String: String]) -> Language {
        let asked = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return asked?.lowercased().hasPrefix("zh") == true ? .zh : .en
    }

    /// Picks the word of this language. Both stand side by side in the code, so that neither is forgotten.
    public func callAsFunction(_ zh: String, _ en: String) -> String {
        switch self {
        case .zh: zh
        case .en: en
        }
    }

    /// A number of things in English: `1 event`, `2 events`.
    public static func plural(_ count: some BinaryInteger, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }

    /// A list in a sentence: `甲、乙` or `a, b`.
    func list(_ items: [String]) -> String { items.joined(separator: self("、", ", ")) }

    /// An alternative: `甲或乙` or `a or b`.
    func either(_ items: [String]) -> String { items.joined(separator: self("或", " or ")) }

    /// Text in the language's quotation marks.
    func quoted(_ text: String) -> String { self("“\(text)”", "\"\(text)\"") }

    /// A clause in brackets behind a word: `（…）` or ` (…)`.
    func bracketed(_ text: String) -> String { self("（\(text)）", " (\(text))") }
}
