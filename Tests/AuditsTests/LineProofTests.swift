import Accounts
import Foundation
import Ledger
import Records
import Scoring
import TestSupport
import Testing

@testable import Audits

/// One line of a closed table, proved without the other ones.
@Suite struct LineProofTests {
    let ledger: TemporaryLedger
    let key: SigningKey
    let june = CivilMonth(trusted: 202_006)
    let today = CivilDate(trusted: 20_200_701)
    var office: Office { ledger.office }

    /// June closed twice: between the editions a report of meishan comes in.
    init() throws {
        ledger = try TemporaryLedger()
        key = try SigningKey(name: KeyName("taizhang/test"), seed: Array(0..<32))
        try ledger.append(.adopt(TemporaryLedger.builtInScheme()))
        try ledger.append([
            .register(1, "jiapu"), .register(2, "meishan"), .trade(1, "2020-05", "1250000.5"),
            .trade(1, "2019-05", "1000000"),
            .trade(2, "2020-05", "900000"), .report("r1", "jiapu", on: "2020-06-03"),
        ])
        _ = try office.close(june, today: today, actor: "test")
        try ledger.append(.report("r2", "meishan", on: "2020-06-04"))
        _ = try office.close(june, today: today, actor: "test")
        try ledger.append(.report("r3", "meishan", on: "2020-06-05", id: "r3"))
    }

    func proof(_ township: String = "jiapu", edition: Int? = nil) throws -> LineProof {
        try office.lineProof(of: township, in: june, edition: edition, signedBy: key)
    }

    @Test func everyLineOfEveryEditionIsProvedAndReadAgain() throws {
        let editions = try office.snapshots().map(\.snapshot.table)
        #expect(editions.count == 2)
        for (number, table) in editions.enumerated() {
            for row in table.rows {
                let proof = try proof(row.id, edition: number + 1)
                let read = try LineProof(proof.bytes)
                #expect(read == proof && read.bytes == proof.bytes)
                try read.receipt.checkpoint.verify(by: key.verifier(.note))
                #expect(read.says.township == row.id && read.says.name == row.name)
                #expect(read.says.rank == Int64(row.rank) && read.says.total == row.total)
                #expect(read.says.items.map(\.id) == row.items.map(\.id))
                #expect(read.says.items.map(\.points) == row.items.map(\.points))
                #expect(read.says.items.map(\.flags) == row.items.map { $0.flags.map(\.rawValue) })
                #expect(read.says.month == june && read.says.on == june.end && read.says.rows == 11)
                // The other townships stay unseen.
                let text = String(decoding: proof.bytes, as: UTF8.self)
                for other in table.rows where other.id != row.id { #expect(!text.contains("\"\(other.id)\\\"")) }
            }
        }
        // Without a number it is the latest edition.
        #expect(try proof("meishan") == proof("meishan", edition: 2))
        #expect(try proof("meishan").says.total > proof("meishan", edition: 1).says.total)
    }

    @Test func whatIsNotClosedHasNoProof() throws {
        let may = CivilMonth(trusted: 202_005)
        #expect(throws: NoSuchLine.notClosed(may)) { try office.lineProof(of: "jiapu", in: may, signedBy: key) }
        for edition in [0, 3] {
            #expect(throws: NoSuchLine.noEdition(june, edition: edition, of: 2)) { try proof(edition: edition) }
        }
        #expect(throws: NoSuchTownship.self) { try proof("nowhere") }
        // A closing that somebody recorded by hand, over a table that never was.
        let root = try office.log.read { try $0.root(at: 3).base64 }
        let closing = try ledger.append(
            .close("2020-06", on: "2020-06-30", size: 3, id: "by-hand").with("root", .string(root)))
        #expect(throws: NoSuchLine.untrue(june, seq: closing.head.size)) { try proof() }
        // Taken back, it is no edition any more, and its number is nobody else's.
        let taken = try ledger.append(.retract("by-hand")).head.size
        #expect(try proof().says == proof(edition: 2).says)
        #expect(throws: NoSuchLine.retracted(june, edition: 3, by: taken)) { try proof(edition: 3) }
    }

    /// An edition keeps the number under which it was published, whatever becomes of the ones before it.
    @Test func aRetractionRenumbersNoEdition() throws {
        let files = try office.snapshots().map {
            ($0.snapshot.path, $0.snapshot.file(scheme: $0.scheme, checkpoint: nil))
        }
        #expect(files.map(\.0) == ["changxing-2020/2020-06.json", "changxing-2020/2020-06.2.json"])
        let first = try #require(try office.snapshots().first?.snapshot.closing.id)
        let taken = try ledger.append(.retract(first)).head.size
        let left = try office.snapshots()
        #expect(left.map(\.snapshot.edition) == [2])
        #expect(left.map { $0.snapshot.file(scheme: $0.scheme, checkpoint: nil) } == [files[1].1])
        #expect(throws: NoSuchLine.retracted(june, edition: 1, by: taken)) { try proof(edition: 1) }
        #expect(try proof() == proof(edition: 2))
        let published = try office.audit(on: june.end).stages.compactMap {
            if case .published(_, let number) = $0.stage { number } else { nil }
        }
        #expect(published == [2])
        // The next one is the third, whichever stand.
        #expect(try office.close(june, today: today, actor: "test").edition == 3)
    }

    /// Whatever single bit is turned: refused, the same proof in other spelling, or not signed any more.
    @Test func everyFlippedBitIsRefused() throws {
        let proof = try proof()
        let bytes = proof.bytes
        var refused = 0
        for index in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                guard let read = try? LineProof(changed) else {
                    refused += 1
                    continue
                }
                expectHarmless(read, proof, "bit \(bit) of byte \(index)")
            }
        }
        // What is read at all has its change in the signed note: a twelfth of the file.
        #expect(refused > bytes.count * 7)
    }

    @Test(arguments: 0..<4 as Range<UInt64>) func mutationsAreRefusedOrHarmless(seed: UInt64) throws {
        let proof = try proof("meishan")
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            var bytes = proof.bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                let end = min(bytes.count, place + Int.random(in: 1...80, using: &random))
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes.removeSubrange(place..<end)
                case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
                default: bytes.swapAt(place, end - 1)
                }
            }
            if let read = try? LineProof(bytes) { expectHarmless(read, proof, "seed \(seed)") }
        }
    }

    private func expectHarmless(_ read: LineProof, _ proof: LineProof, _ what: String) {
        let isSigned = (try? read.receipt.checkpoint.verify(by: key.verifier(.note))) != nil
        #expect(!isSigned || (read.says == proof.says && read.line == proof.line), "\(what)")
        #expect(read.says == proof.says, "\(what): what heading and line say is under the hash")
    }

    // MARK: - Each fault by name

    private func fault(_ key: String, _ value: JSON?) throws -> LineProofFault? {
        let json = try JSONReader.read(proof().bytes).setting(key, value)
        do throws(LineProofFault) { _ = try LineProof(json.canonical) } catch { return error }
        return nil
    }

    @Test func faultsSayWhatIsWrong() throws {
        let proof = try proof()
        let other = try self.proof("meishan")
        func text(_ bytes: [UInt8]) -> JSON { .string(String(decoding: bytes, as: UTF8.self)) }
        for key in ["format", "heading", "index", "line", "path", "receipt"] {
            guard case .file? = try fault(key, nil) else {
                Issue.record("\(key) may be missing")
                continue
            }
        }
        #expect(try fault("more", .boolean(true)) == .file(.unknownField("more")))
        #expect(try fault("heading", .string("{")) != nil)
        #expect(try fault("heading", text(proof.heading + [0x20])) == .notCanonical("heading"))
        #expect(try fault("line", text([0x20] + proof.line)) == .notCanonical("line"))
        guard case .proof(.root)? = try fault("line", text(other.line)) else {
            Issue.record("another township's line passes")
            return
        }
        guard case .proof(.root)? = try fault("index", .integer(other.proof.index)) else {
            Issue.record("another place passes")
            return
        }
        #expect(try fault("index", .integer(11)) == .proof(.outside(index: 11, size: 11)))
        #expect(try fault("path", .array([])) == .proof(.length(0)))
        let earlier = try self.proof(edition: 1)
        #expect(
            try fault("heading", text(earlier.heading))
                == .hash(closed: proof.says.tableHash, found: Hash.sha256(earlier.heading).hex)
                || fault("heading", text(earlier.heading)) == .disagrees("known.size"))
        let receipt = try #require(try office.receipt(of: "r3", signedBy: key))
        #expect(try fault("receipt", receipt.json) == .notAClosing(record: "r3"))
        guard case .receipt? = try fault("receipt", receipt.json.setting("record", .string("r4"))) else {
            Issue.record("a broken receipt passes")
            return
        }
    }

    /// A proof that was good is not made good again by a receipt that tells of the closing's retraction.
    @Test func aClosingTakenBackProvesNothing() throws {
        let proof = try proof()
        let closing = proof.receipt.record
        let seq = try ledger.append(.retract(closing)).head.size
        let receipt = try #require(try office.receipt(of: closing, signedBy: key))
        #expect(throws: LineProofFault.retracted(seq: seq)) {
            try LineProof(heading: proof.heading, line: proof.line, proof: proof.proof, receipt: receipt)
        }
        #expect(try self.proof().says == self.proof(edition: 1).says)
        // With the retraction cut out it holds by itself; the ledger names what is missing.
        let cut = try RecordReceipt(
            record: closing, items: Array(receipt.items.prefix(1)), checkpoint: receipt.checkpoint)
        let forged = try LineProof(heading: proof.heading, line: proof.line, proof: proof.proof, receipt: cut)
        #expect(try office.compare(with: forged.receipt) == [.leftOut(seq: seq)])
        #expect(try office.events(after: proof.receipt) == [seq])
    }

    /// A closing whose hash fits a heading that speaks of another day or state is no closing of that table.
    @Test(arguments: ["on", "known.size", "known.root"]) func headingAndClosingSpeakOfOneTable(field: String) throws {
        let proof = try proof()
        let closing = try #require(proof.receipt.items.first?.event)
        var forged = Submission.close("2020-06", on: "2020-06-30", size: proof.says.known, id: "forged")
            .with("table_sha256", Hash.sha256(proof.heading).hex).with("root", closing.data["root"])
        switch field {
        case "on": forged = forged.with("on", "2020-06-29")
        case "known.size": forged = forged.with("known_size", .integer(proof.says.known - 1))
        default: forged = forged.with("root", MerkleTree.emptyRoot.base64)
        }
        // Admission refuses most of these; a restored ledger may have any.
        let seq = try ledger.append(.retract(closing.id)).head.size + 1
        let event = Event(
            seq: seq, id: "forged", type: EventType.monthClosed.rawValue, effective: june.end, recordedAt: ledger.now,
            actor: "test", source: "", data: forged.data)
        let restored = try TemporaryLedger(now: ledger.now)
        try restored.restore((try ledger.lines() + [event.canonical]).map { $0[...] })
        let receipt = try #require(try restored.office.receipt(of: "forged", signedBy: key))
        #expect(throws: LineProofFault.disagrees(field)) {
            try LineProof(heading: proof.heading, line: proof.line, proof: proof.proof, receipt: receipt)
        }
    }

    /// The heading's number of rows is the size of the tree: another one is refused before any hash is compared.
    @Test func aProofOfAnotherSizeIsRefused() throws {
        let proof = try proof()
        let inclusion = InclusionProof(index: proof.proof.index, size: 12, path: proof.proof.path)
        #expect(throws: LineProofFault.proof(.outside(index: proof.proof.index, size: 11))) {
            try LineProof(heading: proof.heading, line: proof.line, proof: inclusion, receipt: proof.receipt)
        }
    }
}
