import Records

/// Words for types that the catalog does not have.
extension FaultWords {
    /// The types that somebody probably meant, as the reader knows them: `月度进出口 trade.reported`.
    func typesNear(_ text: String) -> [String] {
        Nearest.to(text, among: Catalog.types.map { [$0.type.rawValue, $0.zh, $0.en] }).map { name in
            language(EventType(rawValue: name).map { Catalog[$0].zh + " " } ?? "", "") + name
        }
    }

    /// A type that is not in the catalog, as somebody typed it.
    public func words(unknownType name: String) -> String {
        let near = typesNear(name)
        let hint = near.isEmpty ? language("；", "; ") : language("；", "; ") + didYouMean(near) + language("", " ")
        return language(
            "没有类型“\(Terminal.safe(name))”\(hint)类型见 \(CommandName.types)",
            "type: found \"\(Terminal.safe(name))\"\(hint)\(CommandName.types) lists the types")
    }
}
