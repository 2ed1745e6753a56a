extension RecordType {
    /// An enterprise leaves the list of the monitoring system.
    static let monitoringDelisted = RecordType(
        .monitoringDelisted, zh: "移出监测", en: "taken off the monitoring list",
        fields: [.enterprise, Field("why", .text(limit: 500), zh: "原因", en: "why")],
        effective: .given(zh: "移出日期", en: "day it was taken off the list"),
        naturalKey: (zh: "企业 + 移出日期", en: "enterprise + day"), identity: ["enterprise", "effective"],
        example: "taizhang append monitoring.delisted enterprise=91330522MA2B4XYP08 why=转为内销 --effective 2020-06-29")
}
