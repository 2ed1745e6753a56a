import Ledger
import Records

/// The programmes of a random office: few funds, banks and findings, so that their records meet, in any order.
extension RandomOffice {
    mutating func programme(_ township: String, id: String) -> Submission {
        let day = CivilDate(year: pick(2019...2020), month: pick(3...6), day: pick(1...28)) ?? .first
        let date = day.description
        let month = String(date.prefix(7))
        let amount = "\(pick(0...9))000.5"
        func pay() -> Submission {
            .pay("F\(pick(1...3))", "P\(pick(1...3))", amount, enterprises: Int64(pick(0...9)), on: date, id: id)
        }
        let number = "D\(pick(1...4))"
        switch pick(0..<16) {
        case 0:
            return .registerFair(
                "广交会\(pick(127...129))", from: date, to: day.adding(days: pick(-1...9)).description, on: date, id: id)
        case 1, 2: return .ecommerce(township, month, amount, id: id)
        case 3: return .onlineRetail(month, amount, id: id)
        case 4:
            return .allot("F\(pick(1...3))", "\(pick(1...9))000", level: pick(["central", "county"]), on: date, id: id)
        case 5, 6: return pay()
        case 7, 8: return .lend(pick(["甲银行", "乙银行"]), month, amount, id: id)
        case 9: return .openWarehouse("W\(pick(1...3))", area: Int64(pick(0...9)), on: date, id: id)
        case 10: return .closeWarehouse("W\(pick(1...3))", on: date, id: id)
        case 11: return .inspect(number, township, due: day.adding(days: pick(-1...20)).description, on: date, id: id)
        case 12: return .follow(number, .inspectionProgressed, on: date, id: id)
        case 13: return .follow(number, .inspectionMended, on: date, id: id)
        case 14: return .follow(number, .inspectionReopened, on: date, id: id)
        default:
            return .publish(
                pick(["推进评价指数", "信保支持"]), month, "\(pick(0...99)).5", rank: Int64(pick(0...6)), id: id)
        }
    }
}
