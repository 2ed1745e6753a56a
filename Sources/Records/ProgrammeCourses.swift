extension Course {
    /// An inspection's finding until it is mended (三(四): 专项督查): docs/programmes.md has the diagram.
    public static let inspection = Course(
        "inspection", start: .notInspected,
        [
            Transition(.notInspected, .inspectionFound, .found),
            Transition(.found, .inspectionProgressed, .underWay),
            Transition(.found, .inspectionMended, .mended),
            Transition(.underWay, .inspectionProgressed, .underWay),
            Transition(.underWay, .inspectionMended, .mended),
            Transition(.mended, .inspectionReopened, .underWay),
        ])

    /// An overseas warehouse: it opens once and closes once.
    public static let warehouse = Course(
        "warehouse", start: .notOpened,
        [Transition(.notOpened, .warehouseOpened, .inUse), Transition(.inUse, .warehouseClosed, .outOfUse)])
}

extension Course.State {
    public static let notInspected = Self("none", zh: "未登记", en: "not recorded")
    /// Nothing is reported of it yet.
    public static let found = Self("found", zh: "待整改", en: "found")
    public static let underWay = Self("under_way", zh: "整改中", en: "under way")
    public static let mended = Self("mended", zh: "整改到位", en: "mended")

    public static let notOpened = Self("none", zh: "未启用", en: "not opened")
    public static let inUse = Self("in_use", zh: "使用中", en: "in use")
    public static let outOfUse = Self("out_of_use", zh: "已停用", en: "out of use")
}
