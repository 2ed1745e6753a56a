/// The style sheet of HTML pages: quiet tables, figures that line up, A4 with the footer and the page's number on each
/// sheet (CSS Paged Media Level 3).
enum HTMLStyle {
    static func text(footer: String) -> String {
        """
        :root { color-scheme: light }
        * { box-sizing: border-box }
        body { margin: 2rem auto; max-width: 64rem; padding: 0 1rem; color: #1a1a1a; background: #fff;
          font: 14px/1.55 "Source Han Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "Helvetica Neue",
          Arial, "WenQuanYi Zen Hei", sans-serif }
        header { border-bottom: 2px solid #b3261e; margin-bottom: 1rem; padding-bottom: .5rem; text-align: center }
        .issuer { margin: 0; color: #b3261e; font-size: 1.1rem; letter-spacing: .2em }
        h1 { margin: .3rem 0 .6rem; font-size: 1.5rem; line-height: 1.35 }
        h2 { margin: 1.6rem 0 .5rem; font-size: 1.08rem; break-after: avoid }
        p { margin: .35rem 0 }
        dl { margin: 0; color: #555; font-size: .86rem }
        dl div { display: inline-block; margin: 0 .8rem }
        dt { display: inline; color: #888 }
        dt::after { content: " " }
        dd { display: inline; margin: 0; overflow-wrap: anywhere }
        table { border-collapse: collapse; width: 100%; margin: .4rem 0; font-size: .86rem }
        th, td { border: 1px solid #d0d0d0; padding: .22rem .36rem; text-align: left; overflow-wrap: break-word }
        th { background: #f3f1ee; font-weight: 600; line-height: 1.3; vertical-align: middle; text-align: center }
        tbody tr:nth-child(even) { background: #fafaf8 }
        .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
        .s { white-space: nowrap }
        td:not(.s):not(.n) { min-width: 7em }
        th.n { white-space: normal; text-align: center }
        .b { font-weight: 700 } .d { color: #767676 } .r { color: #b3261e } .u { color: #0a6b36 } .y { color: #7a5200 }
        .note { color: #666; font-size: .82rem }
        svg { display: block; width: 100%; height: auto; margin: .4rem 0; break-inside: avoid }
        svg text { font-family: inherit }
        footer { margin-top: 1.5rem; border-top: 1px solid #d0d0d0; padding-top: .4rem; color: #666; font-size: .78rem;
          overflow-wrap: anywhere }
        @page { size: A4; margin: 14mm 12mm 16mm;
          @bottom-left { content: \(string(footer)); font: 7pt sans-serif; color: #666; width: 82% }
          @bottom-right { content: counter(page) " / " counter(pages); font: 7pt sans-serif; color: #666 } }
        @page broad { size: A4 landscape }
        @media print {
          body { margin: 0; padding: 0; max-width: none; font-size: 9.5pt }
          header { margin-bottom: 3mm; padding-bottom: 1.5mm } h1 { margin-top: 0; font-size: 16pt } h2 { font-size: 11.5pt; margin-top: 5mm }
          table { font-size: 7.6pt; width: calc(100% - 1px) } th, td { padding: .8mm .9mm } dl { font-size: 8pt } .note { font-size: 7.5pt }
          thead { display: table-header-group } tr { break-inside: avoid }
          .broad { page: broad } .short { break-inside: avoid }
          .cover p { margin: .5mm 0; font-size: 9pt; line-height: 1.35 } .cover .note { font-size: 7.2pt }
          .cover h2 { margin: 2mm 0 .6mm; font-size: 10.5pt; line-height: 1.25 }
          .cover table { margin: .6mm 0; line-height: 1.25 } .cover th, .cover td { padding: .4mm .9mm }
          .ahead { break-after: page }
          footer { display: none }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
        }
        """
    }

    /// A CSS string (CSS Syntax Level 3 §4.3.5): whatever is no plain letter is escaped, so that nothing ends the
    /// string or the style sheet.
    private static func string(_ text: String) -> String {
        let escaped = Terminal.safe(text).unicodeScalars.map { scalar in
            scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                ? String(scalar) : "\\" + String(scalar.value, radix: 16) + " "
        }
        return "\"\(escaped.joined())\""
    }
}
