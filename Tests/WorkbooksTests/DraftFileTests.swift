import Foundation
import TestSupport
import Testing

@testable import Workbooks

@Suite struct DraftFileTests {
    @Test func draftsOfOneNameAreTwoFiles() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path("a.csv")
        let (one, two) = (try DraftFile(path), try DraftFile(path))
        #expect(one.place != two.place && one.place.contains(".\(getpid())"))
        try one.write(Array("one".utf8))
        try two.write(Array("two".utf8))
        #expect(!FileManager.default.fileExists(atPath: path), "nothing bears the name before it is whole")
        try one.finish()
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "one")
        two.discard()
        two.discard()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["a.csv"])
    }

    @Test func whatIsFullSaysWhy() throws {
        let draft = try DraftFile("/dev/full")
        #expect(throws: DraftFile.Fault(path: "/dev/full", reason: "No space left on device")) {
            try draft.write([0x61])
        }
        #expect(throws: DraftFile.Fault.self) { try DraftFile("/nowhere/a") }
    }
}
