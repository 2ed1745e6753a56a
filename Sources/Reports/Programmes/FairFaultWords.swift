/// Words for fairs that nobody went to, and for those that the register of fairs does not have.
extension FaultWords {
    /// A word for each name that the register does not have, with the names that were probably meant.
    public func words(unregisteredFairs names: [String], register: [String]) -> [String] {
        names.map { name in
            let near = Nearest.to(name, among: register.map { [$0] })
            let append = "\(CommandName.append) fair.registered"
            let mend = near.isEmpty ? language("先登记：\(append)", "register it: \(append)") : didYouMean(near)
            let shown = Terminal.safe(name)
            return language("展会“\(shown)”未登记；\(mend)", "the fair \"\(shown)\" is not in the register; \(mend)")
        }
    }

    /// - Parameter known: the names of the year's fairs.
    public func words(unknownFair name: String, known: [String]) -> String {
        let near = Nearest.to(name, among: known.map { [$0] })
        let hint = near.isEmpty ? "" : didYouMean(near) + language("", " ")
        return language(
            "本年没有企业参加“\(Terminal.safe(name))”；\(hint)各展会见 \(CommandName.fairs)",
            "nobody went to \"\(Terminal.safe(name))\" this year; \(hint)\(CommandName.fairs) lists the fairs")
    }
}
