/// Words for fairs that nobody went to.
extension FaultWords {
    /// - Parameter known: the names of the year's fairs.
    public func words(unknownFair name: String, known: [String]) -> String {
        let near = Nearest.to(name, among: known.map { [$0] })
        let hint = near.isEmpty ? "" : didYouMean(near) + language("", " ")
        return language(
            "本年没有企业参加“\(Terminal.safe(name))”；\(hint)各展会见 \(CommandName.fairs)",
            "nobody went to \"\(Terminal.safe(name))\" this year; \(hint)\(CommandName.fairs) lists the fairs")
    }
}
