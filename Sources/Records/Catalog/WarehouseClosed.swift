extension RecordType {
    /// An overseas warehouse closes.
    static let warehouseClosed = RecordType(
        .warehouseClosed, zh: "海外仓停用", en: "overseas warehouse closed",
        fields: [.warehouse, .reason],
        effective: .given(zh: "停用日期", en: "closing"),
        naturalKey: (zh: "海外仓", en: "warehouse"), identity: ["warehouse"],
        example: "taizhang append warehouse.closed warehouse=洛杉矶公共海外仓 reason=租约到期 --effective 2020-06-28")
}
