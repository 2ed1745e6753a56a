import Ledger

/// Who does what and by when, as data: the member units, their working groups with duties, the key work list (一个专班的
/// 组织架构、职责分工 and 重点工作清单: Attachments 1 and 4). A scheme may bring it, and `plan.adopted` amends it in the year.
public struct Plan: Sendable, Hashable {
    /// A member unit (成员单位).
    public struct Unit: Sendable, Hashable {
        public let id: String
        public let name: String
        /// Whom it sends.
        public let people: [String]
    }
    /// A group of units with what it is to do (工作组).
    public struct Group: Sendable, Hashable {
        public let id: String
        public let name: String
        /// A person.
        public let leader: String
        public let deputies: [String]
        /// Ids of units.
        public let members: [String]
        public let duties: [String]
        public let clause: String
    }

    public let units: [Unit]
    public let groups: [Group]
    /// Nil where there is none.
    public let workList: WorkList?

    public func unit(_ id: String) -> Unit? { units.first { $0.id == id } }
}

/// A key work list: what is to be reached by the end of each stage (Attachment 4).
public struct WorkList: Sendable, Hashable {
    /// A column: 半年度工作目标.
    public struct Stage: Sendable, Hashable {
        public let id: String
        public let name: String
        public let by: CivilDate
    }
    /// A row: 年度重点工作.
    public struct Item: Sendable, Hashable {
        public let id: String
        public let name: String
        /// Ids of the units that lead it (牵头).
        public let lead: [String]
        public let clause: String
        public let reading: String?
        /// By the stage's id; a stage without one is an empty cell.
        public let targets: [String: Target]
    }
    /// A cell.
    public struct Target: Sendable, Hashable {
        public let text: String
        /// What facts can decide. None: somebody confirms that it is done.
        public let goals: [WorkGoal]
        /// Whether somebody confirms it even where its goals are reached: the text asks for more than they say.
        public let isConfirmed: Bool
    }

    /// From the earliest to the latest.
    public let stages: [Stage]
    public let items: [Item]
    /// What stands below the list: 重点工作清单将动态调整.
    public let note: String

    public func item(_ id: String) -> Item? { items.first { $0.id == id } }
    public func stage(_ id: String) -> Stage? { stages.first { $0.id == id } }
}

/// What a cell of the work list is held against where facts can decide it. The raw value is the name in a plan.
public enum WorkMeasure: String, CaseIterable, Sendable {
    /// Visits to fairs (家次), from 1 January.
    case fairVisits = "fair.visits"
    /// US dollars.
    case fairOrders = "fair.intended_orders_usd"
    case newExporters = "exporters.new"
    /// Weekly fills of the listed enterprises, and answers to warnings, of the year: ratios.
    case fillRate = "monitoring.fill_rate"
    case responseRate = "monitoring.response_rate"
    /// Yuan, from 1 January, and their growth over the same months of last year.
    case onlineRetail = "online_retail.total_cny"
    case onlineRetailGrowth = "online_retail.growth"
    /// How much more loans to exporters grew this year than in the same months of last year, in yuan.
    case loanIncrement = "loans.increment_over_last_year"
}

/// A number to be reached.
public struct WorkGoal: Sendable, Hashable {
    public let measure: WorkMeasure
    /// In the measure's unit: a count, dollars, yuan, a ratio.
    public let limit: Rate
    /// Whether the limit itself is not enough (高于).
    public let isAbove: Bool
}
