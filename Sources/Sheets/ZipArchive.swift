import CZip
import Glibc

/// A zip archive that is read part by part, as a stream. No claim of a header is believed: what inflates is counted.
final class ZipArchive {
    private let handle: OpaquePointer

    /// - Throws: `SheetFault`.
    init(path: String) throws(SheetFault) {
        var code: Int32 = 0
        guard let handle = zip_open(path, ZIP_RDONLY, &code) else {
            throw ZipArchive.fault(opening: code)
        }
        self.handle = handle
        guard zip_get_num_entries(handle, 0) <= SheetLimits.parts else {
            throw .tooManyParts(limit: SheetLimits.parts)
        }
    }

    deinit { zip_discard(handle) }

    private static func fault(opening code: Int32) -> SheetFault {
        var error = zip_error_t()
        zip_error_init_with_code(&error, code)
        defer { zip_error_fini(&error) }
        let text = String(cString: zip_error_strerror(&error))
        return code == ZIP_ER_OPEN || code == ZIP_ER_NOENT
            ? .cannotOpen(message: text) : .damagedArchive(part: "", detail: text)
    }

    /// A part to read from its beginning; nil where the archive has none of this name.
    /// - Throws: `SheetFault` where the part claims to be larger than `limit` bytes or cannot be opened.
    func part(_ name: String, limit: UInt64 = SheetLimits.partBytes) throws(SheetFault) -> ZipPart? {
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat(handle, name, 0, &status) == 0 else { return nil }
        guard status.size <= limit else { throw .partTooLarge(part: name, limit: limit) }
        guard status.encryption_method == ZIP_EM_NONE else { throw .encrypted(part: name) }
        guard let file = zip_fopen_index(handle, status.index, 0) else {
            throw .damagedArchive(part: name, detail: String(cString: zip_strerror(handle)))
        }
        return ZipPart(self, file, name: name, status, limit: limit)
    }
}

/// One part of an archive, inflated block by block.
final class ZipPart {
    /// The archive must stay open as long as its part is read.
    private let archive: ZipArchive
    private let file: OpaquePointer
    let name: String
    private let packed: UInt64
    private let claimed: UInt64
    private let limit: UInt64
    private var inflated: UInt64 = 0
    private var block = [UInt8](repeating: 0, count: 1 << 16)

    fileprivate init(_ archive: ZipArchive, _ file: OpaquePointer, name: String, _ status: zip_stat_t, limit: UInt64) {
        self.archive = archive
        self.file = file
        self.name = name
        self.limit = limit
        packed = max(1, status.comp_size)
        claimed = status.size
    }

    deinit { zip_fclose(file) }

    /// Calls `body` with the next bytes; with none at the end.
    /// - Throws: `SheetFault` where the part is damaged, too large, or inflates too much.
    func next(_ body: (UnsafeBufferPointer<UInt8>) throws(SheetFault) -> Void) throws(SheetFault) {
        let count = block.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, UInt64($0.count)) }
        guard count >= 0 else {
            throw .damagedArchive(part: name, detail: String(cString: zip_file_strerror(file)))
        }
        inflated += UInt64(count)
        guard inflated <= limit else { throw .partTooLarge(part: name, limit: limit) }
        guard inflated <= SheetLimits.freeBytes || inflated / packed <= SheetLimits.inflation else {
            throw .inflatesTooMuch(part: name, limit: SheetLimits.inflation)
        }
        if count == 0, inflated != claimed { throw .damagedArchive(part: name, detail: "size") }
        var fault: SheetFault?
        block.withUnsafeBufferPointer { bytes in
            do throws(SheetFault) { try body(UnsafeBufferPointer(rebasing: bytes[..<Int(count)])) } catch {
                fault = error
            }
        }
        if let fault { throw fault }
    }
}
