/// Made-up unified social credit codes that are valid by GB 32100-2015.
///
/// `91330522` stands for an enterprise of Changxing county; `MAEX` and the number after it mark the code as an example;
/// the last character is the standard's check character.
enum ExampleCode {
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    /// The largest number that a code has room for.
    static let largest = 99_999

    static func code(_ number: Int) -> String {
        let body = "91330522MAEX" + numbered(number, digits: 5)
        var sum = 0
        var weight = 1
        for character in body {
            sum += (alphabet.firstIndex(of: character) ?? 0) * weight
            weight = weight * 3 % 31
        }
        return body + String(alphabet[(31 - sum % 31) % 31])
    }
}
