import ArgumentParser
import Ledger
import Records
import Reports

struct CatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog", abstract: words("入账目录：有哪些类型，每类要填什么。", "The types of events and their fields."),
        discussion: words("例：taizhang catalog 月度进出口", "Example: taizhang catalog trade.reported"))

    @Argument(help: ArgumentHelp(words("类型", "A type."), valueName: "type"))
    var type: String?
    @OptionGroup var output: OutputOptions

    func validate() throws { try output.checkNoCSV("catalog") }

    func run() throws {
        try Desk.run {
            let found = try type.map { name in
                guard let type = FieldText.type(name) else { throw FieldArguments.unknownType(name) }
                return Catalog[type]
            }
            let page = CatalogPage(words)
            switch (output.format, found) {
            case (.json, let found?): Desk.print(CatalogPage.json(found))
            case (.json, nil): Desk.print(CatalogPage.json)
            case (_, let found?):
                Surroundings.write(page.text(found.type, width: output.width, colour: Surroundings.colour))
            case (_, nil): Surroundings.write(page.list(width: output.width, colour: Surroundings.colour))
            }
        }
    }
}
