import Foundation
import Glibc
import TortureRigs

/// The readers of `FuzzReader` under libFuzzer (https://llvm.org/docs/LibFuzzer.html), which keeps every document that
/// reached a branch of the program that none reached before, and goes on from it. Built by Scripts/torture --fuzz alone,
/// which links the toolchain's library.
///
///     fuzz --seeds FOLDER                         what to begin with: a folder for each reader, and words.dict
///     fuzz --reader=NAME [-options] FOLDER…       libFuzzer's own options, the documents' folder, or documents to read once
@main
enum Fuzz {
    /// The reader that gets the documents. libFuzzer passes over options that begin with two dashes, and calls on the
    /// thread that it was called on.
    private nonisolated(unsafe) static let reader: Result<FuzzReader, any Error> = Result {
        let name = CommandLine.arguments.compactMap { $0.hasPrefix("--reader=") ? $0.dropFirst(9) : nil }.first ?? ""
        let readers = try FuzzReader.all()
        guard let reader = readers.first(where: { $0.name == name }) else {
            throw Broken("--reader=\(readers.map(\.name).joined(separator: "|"))")
        }
        return reader
    }

    static func main() throws {
        if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "--seeds" {
            return try writeSeeds(to: URL(fileURLWithPath: CommandLine.arguments[2]))
        }
        // Made before the first document: what it keeps in memory is none of theirs.
        _ = try reader.get()
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        exit(runFuzzer(&count, &arguments) { Fuzz.read(UnsafeBufferPointer(start: $0, count: $1)) })
    }

    private static func read(_ document: UnsafeBufferPointer<UInt8>) -> CInt {
        do { try reader.get().read(Array(document)) } catch {
            FileHandle.standardError.write(Data("BROKEN: \(error)\n".utf8))
            abort()
        }
        return 0
    }

    private static func writeSeeds(to folder: URL) throws {
        let readers = try FuzzReader.all()
        for reader in readers {
            let own = folder.appendingPathComponent(reader.name)
            try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
            for (number, seed) in reader.seeds.enumerated() {
                try Data(seed).write(to: own.appendingPathComponent("seed-\(number)"))
            }
        }
        let words = FuzzReader.words(of: readers.flatMap(\.seeds))
        try Data(words.map { "\"\($0)\"\n" }.joined().utf8).write(to: folder.appendingPathComponent("words.dict"))
        print(readers.map(\.name).joined(separator: "\n"))
    }
}

/// The library's entry for programs that have a `main` of their own.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ read: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
