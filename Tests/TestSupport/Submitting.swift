import Ledger
import Records

/// Submissions in few words: what is not said is minimal and valid. Enterprises go by number.
extension Submission {
    public static func adopt(_ scheme: JSON, from date: String = "2018-01-01", id: String? = nil) -> Submission {
        Submission(type: .schemeAdopted, effective: date, id: id, data: .members([.init("scheme", scheme)]))
    }

    public static func register(
        _ number: Int, _ township: String, from date: String = "2018-01-01", band: String = "under_5m_usd",
        id: String? = nil
    ) -> Submission {
        of(
            .enterpriseRegistered, date, id, ("enterprise", ExampleEnterprise.code(number)), ("name", "示例公司"),
            ("township", township), ("export_band", band))
    }

    public static func relocate(_ number: Int, to township: String, on date: String, id: String? = nil) -> Submission {
        of(.enterpriseRelocated, date, id, ("enterprise", ExampleEnterprise.code(number)), ("township", township))
    }

    public static func trade(
        _ number: Int, _ month: String, _ exports: String = "0", imports: String = "0", general: String = "0",
        epidemic: String = "0", id: String? = nil
    ) -> Submission {
        of(
            .tradeReported, nil, id, ("enterprise", ExampleEnterprise.code(number)), ("month", month),
            ("export_cny", exports), ("import_cny", imports), ("general_trade_export_cny", general),
            ("epidemic_goods_export_cny", epidemic))
    }

    public static func outsource(_ number: Int, _ month: String, _ amount: String, id: String? = nil) -> Submission {
        of(
            .serviceTradeReported, nil, id, ("enterprise", ExampleEnterprise.code(number)), ("month", month),
            ("offshore_outsourcing_cny", amount))
    }

    public static func monitor(_ township: String, _ month: String, _ score: String, id: String? = nil) -> Submission {
        of(.monitoringScored, nil, id, ("township", township), ("month", month), ("score", score))
    }

    public static func rate(
        _ township: String, _ month: String, _ points: String, item: String = "epidemic.timeliness", id: String? = nil
    ) -> Submission {
        of(.pointsRated, nil, id, ("township", township), ("item", item), ("month", month), ("points", points))
    }

    public static func enterExporter(_ number: Int, on date: String, id: String? = nil) -> Submission {
        of(.exporterEntered, date, id, ("enterprise", ExampleEnterprise.code(number)), ("channel", "三转"))
    }

    public static func enterServiceTrader(_ number: Int, on date: String, id: String? = nil) -> Submission {
        of(.serviceTraderEntered, date, id, ("enterprise", ExampleEnterprise.code(number)))
    }

    public static func invest(
        _ number: Int, _ amount: String, in country: String = "US", on date: String, no: String, id: String? = nil
    ) -> Submission {
        of(
            .investmentApproved, date, id, ("approval_no", no), ("enterprise", ExampleEnterprise.code(number)),
            ("project", "生产基地"), ("country", country), ("amount_usd", amount))
    }

    public static func visit(
        _ number: Int, _ fair: String, on date: String, orders: String = "0", id: String? = nil
    ) -> Submission {
        of(
            .fairParticipated, date, id, ("enterprise", ExampleEnterprise.code(number)), ("fair", fair),
            ("mode", "online"), ("intended_orders_usd", orders))
    }

    public static func insure(_ number: Int, on date: String, policy: String = "P1", id: String? = nil) -> Submission {
        of(.insuranceInsured, date, id, ("enterprise", ExampleEnterprise.code(number)), ("policy_no", policy))
    }

    public static func report(_ no: String, _ township: String, on date: String, id: String? = nil) -> Submission {
        of(
            .reportSubmitted, date, id, ("report_no", no), ("township", township), ("title", "稳外贸"),
            ("kind", "典型案例"))
    }

    public static func adoptReport(_ no: String, _ level: String, on date: String, id: String? = nil) -> Submission {
        of(.reportAdopted, date, id, ("report_no", no), ("level", level), ("bulletin", "简报第1期"))
    }

    public static func close(_ month: String, on date: String, size: Int64, id: String? = nil) -> Submission {
        var closing = of(
            .monthClosed, nil, id, ("month", month), ("on", date),
            ("root", Hash.sha256([UInt8]()).base64), ("table_sha256", String(repeating: "0", count: 64)))
        closing.data = closing.data.setting("known_size", .integer(size))
        return closing
    }

    /// Gives a record the effective date and data of `facts`.
    public static func correct(
        _ target: String, to facts: Submission, effective: String? = nil, id: String? = nil
    ) -> Submission {
        let month = facts.data["month"]?.text.flatMap { CivilMonth($0)?.end.description }
        var change = of(
            .eventCorrected, nil, id, ("target", target),
            ("effective", effective ?? facts.effective ?? month ?? ""), ("reason", "核对后更正"))
        change.data = change.data.setting("data", facts.data)
        return change
    }

    public static func retract(_ target: String, id: String? = nil) -> Submission {
        of(.eventRetracted, nil, id, ("target", target), ("reason", "重复报送"))
    }

    /// A submission of any type by its fields.
    public static func of(
        _ type: EventType, _ effective: String?, _ id: String?, _ fields: (String, String)...
    ) -> Submission {
        Submission(
            type: type, effective: effective, id: id, data: .members(fields.map { .init($0.0, .string($0.1)) }))
    }

    /// The same with another value of a field of `data`; nil takes the field away.
    public func with(_ key: String, _ value: JSON?) -> Submission {
        var changed = self
        changed.data = data.setting(key, value)
        return changed
    }

    /// The same with another text in a field of `data`.
    public func with(_ key: String, _ text: String) -> Submission { with(key, .string(text)) }

    /// The same with this effective date.
    public func on(_ effective: String?) -> Submission {
        var changed = self
        changed.effective = effective
        return changed
    }
}

extension JSON {
    /// An object with another value at a key; nil takes the key away.
    public func setting(_ key: String, _ value: JSON?) -> JSON {
        .members((object ?? []).filter { $0.key != key } + (value.map { [.init(key, $0)] } ?? []))
    }

    /// The value with the one at `path` replaced: keys, and positions in lists.
    public func replacing(_ path: [String], with value: JSON?) -> JSON {
        guard let first = path.first else { return value ?? self }
        let rest = Array(path.dropFirst())
        if let items = array, let index = Int(first), items.indices.contains(index) {
            var changed = items
            if rest.isEmpty, value == nil {
                changed.remove(at: index)
            } else {
                changed[index] = items[index].replacing(rest, with: value)
            }
            return .array(changed)
        }
        return setting(first, rest.isEmpty ? value : (self[first] ?? .object([])).replacing(rest, with: value))
    }
}
