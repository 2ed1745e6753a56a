import Accounts
import Programmes
import Reports

/// What is told of names of fairs right after they are recorded: nothing is refused for a name.
enum FairNotes {
    /// Tells, on standard error, of names that the register of fairs does not have.
    /// - Parameter receipt: of a batch that was recorded, not only rehearsed.
    static func tell(_ receipt: Receipt, _ office: Office) throws {
        let (names, register) = try office.unregisteredFairs(in: receipt)
        for line in FaultWords(words).words(unregisteredFairs: names, register: register) {
            Surroundings.tell(words("提示：", "note: ") + line + "\n")
        }
    }
}
