import Records

/// The words by which headings name the fields of a type: those of the catalog, and those that offices use besides.
public enum HeadingWords {
    /// What a column holds.
    enum Target: Hashable {
        case field(String)
        case effective

        /// Whether many types have such a column, so that it does not tell them apart.
        var isCommon: Bool {
            switch self {
            case .field(let name): ["enterprise", "township", "month", "week", "unit", "note"].contains(name)
            case .effective: false
            }
        }
    }

    /// The types that sheets can bring, in the order in which they are recorded: what others need comes first.
    public static let types: [RecordType] = Catalog.types.filter(\.isCorrectable)

    /// Other words for a field, in any type that has it.
    public static let synonyms: [String: [String]] = [
        "enterprise": [
            "信用代码", "社会信用代码", "统一信用代码", "企业代码", "企业信用代码", "企业统一社会信用代码", "统一社会信用代码证号",
        ],
        "name": ["名称", "公司名称", "单位名称", "企业全称"],
        "township": [
            "乡镇", "街道", "镇街", "乡镇街道", "乡镇(街道)", "乡镇、街道、园区", "所属乡镇", "所在乡镇", "所属乡镇(街道、园区)", "属地",
            "迁入乡镇",
        ],
        "export_band": ["规模", "出口档次", "出口规模档次"],
        "month": ["年月", "所属月份", "统计月份", "所属期", "统计月"],
        "export_cny": ["出口", "出口金额", "出口总额", "出口合计", "出口额合计"],
        "import_cny": ["进口", "进口金额", "进口总额", "进口合计", "进口额合计"],
        "general_trade_export_cny": ["一般贸易", "一般贸易出口", "一般贸易出口金额", "出口一般贸易", "出口额一般贸易"],
        "epidemic_goods_export_cny": ["防疫物资", "防疫物资出口", "防疫物资出口金额", "出口防疫物资", "出口额防疫物资"],
        "offshore_outsourcing_cny": ["离岸外包执行额", "离岸服务外包", "离岸执行额"],
        "score": ["考核得分", "综合得分", "综合考核得分"],
        "item": ["考核项目", "考核指标", "指标"],
        "points": ["评分", "打分", "得分"],
        "channel": ["渠道", "来源"],
        "approval_no": ["文号", "核准号", "核准(备案)文号", "证书编号", "批准文号"],
        "project": ["项目", "投资项目", "投资项目名称"],
        "country": ["国家", "国别", "国家/地区", "国家地区", "投资国别", "投资目的国", "国别(地区)"],
        "amount_usd": ["投资额", "中方协议投资额", "中方投资"],
        "fair": ["展会名称", "参加展会"],
        "mode": ["参展方式", "形式", "线上/线下"],
        "intended_orders_usd": ["意向订单额", "意向订单金额", "意向成交", "意向成交额"],
        "policy_no": ["保单编号", "保单号码"],
        "report_no": ["编号"],
        "title": ["信息标题", "题目"],
        "kind": ["类型", "信息类别", "信息类型"],
        "level": ["录用级别", "录用层级"],
        "orders_usd": ["在手订单额", "订单额", "订单金额"],
        "workers": ["用工", "在岗人数", "职工人数"],
        "labour_disputes": ["劳资纠纷数", "劳资纠纷起数"],
        "financing_gap_cny": ["资金缺口", "融资需求"],
        "electricity_kwh": ["用电量", "用电量(度)", "耗电量"],
        "ticket": ["交办单编号"],
        "due": ["办结期限", "限办日期"],
        "problem": ["问题描述", "问题内容", "反映问题"],
        "warning": ["预警号"],
        "week": ["周次", "填报周", "统计周"],
        "unit": ["责任单位", "承办单位", "交办单位", "响应单位"],
        "bulletin": ["简报名称", "录用简报", "刊物"],
    ]

    /// Other words for the effective date of a type.
    public static let dates: [EventType: [String]] = [
        .enterpriseRegistered: ["登记日期", "归属日期"],
        .enterpriseRelocated: ["迁移日期", "迁入日期"],
        .exporterEntered: ["首次出口", "首次出口时间"],
        .serviceTraderEntered: ["首次业务时间"],
        .investmentApproved: ["核准时间", "批准日期"],
        .fairParticipated: ["参展日期", "开展日期", "展会首日"],
        .insuranceInsured: ["投保日期", "起保时间"],
        .reportSubmitted: ["报送时间", "信息日期"],
        .reportAdopted: ["采用日期", "录用时间"],
    ]

    /// Words for the effective date of any type that is given one. They don't tell types apart.
    public static let anyDate = ["业务日期", "日期", "effective", "date"]

    /// Headings of a column in which people write what they like.
    static let remarks: Set<String> = ["备注", "说明", "注", "remark", "remarks", "note", "notes"]

    /// Names of sheets that tell how to fill in others.
    public static let noteSheets: Set<String> = ["填表说明", "说明", "notes"]

    /// Targets by folded heading, and whether the heading tells its type from others.
    typealias Targets = [String: (target: Target, isSpecific: Bool)]

    /// The headings of each type.
    static let targets = Dictionary(uniqueKeysWithValues: types.map { ($0.type, targets(of: $0)) })
    /// The headings of all types.
    static let all = Set(targets.values.flatMap(\.keys))
    /// What names a type in a title or as a sheet's name, folded: its own names and those of its figures.
    static let names = Dictionary(
        uniqueKeysWithValues: types.map { entry in
            let figures = entry.fields.filter(\.isFigure).flatMap { [$0.zh] + (synonyms[$0.name] ?? []) }
            let names = [entry.zh, entry.type.rawValue, entry.en] + figures.filter { $0.count >= 3 }
            return (entry.type, names.map(FoldedText.of))
        })

    private static func targets(of entry: RecordType) -> Targets {
        var found: Targets = [:]
        func add(_ words: [String], _ target: Target, _ isSpecific: Bool) {
            for word in words where found[FoldedText.of(word)] == nil {
                found[FoldedText.of(word)] = (target, isSpecific)
            }
        }
        for field in entry.fields {
            let target = Target.field(field.name)
            add([field.name, field.zh, field.en] + (synonyms[field.name] ?? []), target, !target.isCommon)
        }
        if case .given(let zh, let en) = entry.effective {
            add([zh, en, "effective(\(en))"] + (dates[entry.type] ?? []), .effective, true)
            add(anyDate, .effective, false)
        }
        return found
    }

    /// What a sheet of a type must have: every field, and the date where it is given.
    static func required(of entry: RecordType) -> [Target] {
        entry.fields.filter { !$0.isOptional }.map { .field($0.name) } + (entry.effective.isGiven ? [.effective] : [])
    }
}
