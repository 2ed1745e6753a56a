/// Made-up names of enterprises, each with 示例 in it: 长兴示例锦绣纺织有限公司.
enum ExampleName {
    private static let first = Array("锦恒鑫宏瑞嘉永盛华泰丰隆兴达远诚信德利和源昌")
    private static let second = Array("绣通业辉康美晟腾飞凯祥龙峰海洋林田禾阳光明星云帆舟")

    /// The name of an enterprise. The first few hundred have two characters of their own; after them a number is added.
    static func name(_ number: Int, _ industry: Industry) -> String {
        let pairs = first.count * second.count
        // 211 is prime and no factor of the number of pairs, so neighbours differ and no pair comes twice in a round.
        let pair = number * 211 % pairs
        let round = number / pairs
        let own = "\(first[pair % first.count])\(second[pair / first.count])"
        return "长兴示例\(own)\(round == 0 ? "" : "\(round)号")\(industry.word)有限公司"
    }
}
