extension RecordType {
    /// An enterprise is put on the list of the monitoring system 订单+清单 (the notice 二(七), 三(二)): from that week on it fills in.
    static let monitoringListed = RecordType(
        .monitoringListed, zh: "列入监测", en: "put on the monitoring list",
        fields: [.enterprise],
        effective: .given(zh: "列入日期", en: "day it was put on the list"),
        naturalKey: (zh: "企业 + 列入日期", en: "enterprise + day"), identity: ["enterprise", "effective"],
        example: "taizhang append monitoring.listed enterprise=91330522MA2B4XYP08 --effective 2020-05-18")
}
