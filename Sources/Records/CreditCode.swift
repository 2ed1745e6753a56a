/// The unified social credit code of an enterprise (统一社会信用代码), GB 32100-2015: 18 characters, the last a check
/// character.
public enum CreditCode {
    /// The standard's alphabet: digits and capital letters without I, O, S, V, Z. A character's place is its value.
    static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    /// The standard's weights, 3^(i−1) mod 31.
    static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

    /// Why a text is no such code.
    public enum Fault: Error, Hashable, Sendable {
        case length(Int)
        /// A character outside the alphabet, with its place counted from 1.
        case character(Character, place: Int)
        case checkCharacter(expected: Character)
    }

    /// Checks a code.
    public static func check(_ code: String) throws(Fault) {
        let characters = Array(code)
        guard characters.count == 18 else { throw .length(characters.count) }
        var sum = 0
        for (index, character) in characters.enumerated() {
            guard let value = alphabet.firstIndex(of: character) else {
                throw .character(character, place: index + 1)
            }
            if index < 17 { sum += value * weights[index] }
        }
        let expected = alphabet[(31 - sum % 31) % 31]
        guard characters[17] == expected else { throw .checkCharacter(expected: expected) }
    }
}
