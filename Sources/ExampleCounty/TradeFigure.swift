import Ledger
import Records

/// The exports and imports of an enterprise in a month, in 分.
struct TradeFigure: Equatable {
    var exports: Int64
    var imports: Int64
    var general: Int64
    var epidemic: Int64

    /// What happened in truth; nil where the enterprise traded nothing in the month. A pure function of the seed.
    static func of(_ enterprise: Enterprise, _ month: CivilMonth, _ economy: Economy, seed: UInt64) -> TradeFigure? {
        if let entry = enterprise.entry, month < entry.firstExport.month { return nil }
        var draw = Draw(seed, .trade, enterprise.number, Int(month.number))
        let isEntryMonth = enterprise.entry?.firstExport.month == month
        guard isEntryMonth || draw.happens(permille: enterprise.isLarge ? 1000 : 955) else { return nil }
        var exports = enterprise.monthlyExports.permille(economy.exports(month, in: enterprise.township))
            .permille(draw.within(880...1120))
        if enterprise.industry == .medical { exports = exports.permille(economy.medicalBoom(month)) }
        exports += Int64(draw.below(100))
        let general = exports.permille(enterprise.generalShare)
        var imports: Int64 = 0
        if enterprise.importShare > 0 {
            // Buying abroad goes up and down by whole years.
            var year = Draw(seed, .importYear, enterprise.number, month.year)
            imports = enterprise.monthlyExports.permille(enterprise.importShare).permille(economy.imports(month))
                .permille(year.within(700...1400)).permille(draw.within(800...1200))
        }
        return TradeFigure(
            exports: exports, imports: imports, general: general,
            epidemic: general.permille(enterprise.epidemicShare).permille(economy.epidemicGoods(month)))
    }

    /// What a flash report says before customs has counted: exports a little off.
    func estimated(off permille: Int) -> TradeFigure {
        TradeFigure(
            exports: exports.permille(1000 + permille), imports: imports, general: general.permille(1000 + permille),
            epidemic: epidemic.permille(1000 + permille))
    }

    /// A ten-thousandth of it: a file in 万元 read as one in 元.
    var inWrongUnit: TradeFigure {
        TradeFigure(
            exports: exports / 10_000, imports: imports / 10_000, general: general / 10_000,
            epidemic: epidemic / 10_000)
    }

    func data(_ enterprise: Enterprise, _ month: CivilMonth) -> JSON {
        // In the order of the keys, so that nothing is sorted a million times.
        .object([
            .init("enterprise", .string(enterprise.code)),
            .init("epidemic_goods_export_cny", .string(amountText(epidemic))),
            .init("export_cny", .string(amountText(exports))),
            .init("general_trade_export_cny", .string(amountText(general))),
            .init("import_cny", .string(amountText(imports))),
            .init("month", .string(month.description)),
        ])
    }
}
