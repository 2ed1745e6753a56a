import Records

/// Made-up credit codes that are valid by GB 32100-2015.
public enum ExampleEnterprise {
    /// The code of a number from 0 to 999,999.
    public static func code(_ number: Int) -> String {
        let digits = String(number)
        let body = "91330522MAT" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        do throws(CreditCode.Fault) { try CreditCode.check(body + "0") } catch {
            guard case .checkCharacter(let expected) = error else { return body }
            return body + String(expected)
        }
        return body + "0"
    }
}
