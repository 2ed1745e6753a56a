import Glibc

/// A file of sheets: a workbook (.xlsx) or a CSV file, told apart by what is in it, not by its name.
public final class SheetFile {
    public struct Sheet: Hashable, Sendable {
        /// Empty for a CSV file, which is one sheet without a name.
        public let name: String
        public let isHidden: Bool
    }

    public let path: String
    public let sheets: [Sheet]
    /// The encoding and the separator of a CSV file; nil for a workbook.
    public let csv: (encoding: TextEncoding, separator: CSVSeparator)?
    private let workbook: Workbook?

    /// - Parameters:
    ///   - encoding: of a CSV file; nil: found out.
    ///   - separator: of a CSV file; nil: found out.
    /// - Throws: `SheetFault`.
    public init(path: String, encoding: TextEncoding? = nil, separator: CSVSeparator? = nil) throws(SheetFault) {
        self.path = path
        var status = stat()
        guard stat(path, &status) == 0 else { throw .cannotOpen(message: String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .cannotOpen(message: "not a regular file") }
        guard UInt64(status.st_size) <= SheetLimits.fileBytes else { throw .fileTooLarge(limit: SheetLimits.fileBytes) }
        guard let head = try FileBlocks(path: path).next() else { throw .empty }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw .compoundFile }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            let workbook = try Workbook(path: path)
            self.workbook = workbook
            sheets = workbook.sheets.map { Sheet(name: $0.name, isHidden: $0.isHidden) }
            csv = nil
        } else {
            workbook = nil
            sheets = [Sheet(name: "", isHidden: false)]
            let text = try TextFile(path: path, told: encoding)
            let first = try separator == nil ? text.next(row: 1) ?? [] : []
            csv = (text.encoding, separator ?? CSVSeparator.found(in: first))
        }
    }

    /// The rows of a sheet from its beginning. Each call reads anew.
    /// - Parameter index: a place in `sheets`.
    /// - Throws: `SheetFault`.
    public func rows(ofSheet index: Int) throws(SheetFault) -> any RowSource {
        // Somebody may have replaced the file since its sheets were listed.
        guard sheets.indices.contains(index) else {
            throw .noSuchSheet("\(index + 1)", known: sheets.map(\.name))
        }
        if let workbook { return try workbook.rows(of: workbook.sheets[index]) }
        let encoding = csv?.encoding ?? .utf8
        return CSVRows(try TextFile(path: path, told: encoding), separator: csv?.separator ?? .comma)
    }
}
