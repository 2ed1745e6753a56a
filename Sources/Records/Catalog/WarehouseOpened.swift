extension RecordType {
    /// An overseas warehouse opens (二(四): 公共海外仓).
    static let warehouseOpened = RecordType(
        .warehouseOpened, zh: "海外仓启用", en: "overseas warehouse opened",
        fields: [
            Field("warehouse", .text(limit: 100), zh: "海外仓", en: "warehouse"),
            Field("operator", .text(limit: 200), zh: "运营单位", en: "operator"),
            Field("country", .country, zh: "国家(地区)", en: "country"),
            Field("area_sqm", .count, zh: "面积(平方米)", en: "area, square metres"),
        ],
        effective: .given(zh: "启用日期", en: "opening"),
        naturalKey: (zh: "海外仓", en: "warehouse"), identity: ["warehouse"],
        example: "taizhang append warehouse.opened warehouse=洛杉矶公共海外仓 operator=示例电商有限公司 country=US "
            + "area_sqm=8000 --effective 2020-05-18")
}

extension RecordType.Field {
    /// The warehouse that closes.
    static let warehouse = RecordType.Field("warehouse", .reference(.warehouseOpened), zh: "海外仓", en: "warehouse")
}
