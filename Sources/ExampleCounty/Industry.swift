/// What an enterprise makes.
enum Industry: CaseIterable {
    case textiles, garments, batteries, machinery, household, materials, medical, food

    /// The word in the enterprise's name.
    var word: String {
        switch self {
        case .textiles: "纺织"
        case .garments: "服饰"
        case .batteries: "新能源"
        case .machinery: "机械"
        case .household: "家居"
        case .materials: "新材料"
        case .medical: "医疗用品"
        case .food: "食品"
        }
    }

    /// In how many of a thousand enterprises some lines turn to masks, gowns and the like in spring 2020.
    var turnsToEpidemicGoods: Int {
        switch self {
        case .medical: 1000
        case .textiles, .garments: 150
        case .household: 60
        default: 0
        }
    }
}
