import Foundation
import Ledger
import TestSupport
import Testing

/// The commands as a clerk, a witness and a stranger use them, each in a folder of their own.
@Suite final class CommandTests {
    let folder: TemporaryFolder
    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path("away"), withIntermediateDirectories: true)
    }

    func path(_ name: String) -> String { folder.path(name) }
    func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }
    func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
    }

    @discardableResult
    func taizhang(
        _ arguments: String..., away: Bool = false, lang: String = "en", code: Int32 = 0,
        at place: SourceLocation = #_sourceLocation
    ) throws -> Running.Outcome {
        let outcome = try Running.run(
            Running.taizhang, arguments, in: away ? path("away") : folder.path,
            environment: ["LC_ALL": lang == "zh" ? "zh_CN.UTF-8" : "C.UTF-8", "TAIZHANG_ACTOR": "test"])
        #expect(outcome.code == code, "\(arguments): \(outcome.error)", sourceLocation: place)
        return outcome
    }

    func register(_ code: String, id: String) throws {
        try Data(
            #"{"type":"enterprise.registered","id":"\#(id)","effective":"2018-01-01","data":{"enterprise":"\#(code)","name":"甲","township":"jiapu","export_band":"under_5m_usd"}}"#
                .utf8
        ).write(to: URL(fileURLWithPath: path("in.jsonl")))
        try taizhang("append", "--file", "in.jsonl")
    }

    @Test func initMakesAKeyThatOnlyItsOwnerReads() throws {
        let outcome = try taizhang("init", "--origin", "changxing/export", "--format", "json")
        let json = try JSONReader.read(outcome.output.utf8)
        #expect(try mode("taizhang.key") == 0o600)
        #expect(json["key_file"] == .string("taizhang.key") && json["recorded"] == .integer(1))
        let key = try SigningKey(privateText: text("taizhang.key"))
        #expect(json["vkey"] == .string(key.verifier(.note).description) && key.name.text == "changxing/export")
        #expect(outcome.error.contains(key.verifier(.note).description) && !outcome.error.contains("PRIVATE"))
        #expect(try taizhang("checkpoint", "--vkey").output == key.verifier(.note).description + "\n")
    }

    @Test func aKeyIsNeverOverwritten() throws {
        try taizhang("init")
        let before = try text("taizhang.key")
        try FileManager.default.removeItem(atPath: path("taizhang.sqlite"))
        #expect(try taizhang("init").error.contains("was there and is kept"))
        #expect(try text("taizhang.key") == before)
        try taizhang("keygen", "w", "-o", "taizhang.key", code: 74)
        #expect(try text("taizhang.key") == before)
        // A refused init leaves neither a ledger nor a key.
        try taizhang("init", "--ledger", "b.sqlite", "--origin", "a b", code: 1)
        try taizhang("init", "--ledger", "b.sqlite", "--scheme", "taizhang.key", code: 1)
        #expect(!FileManager.default.fileExists(atPath: path("b.key")))
        #expect(!FileManager.default.fileExists(atPath: path("b.sqlite")))
    }

    @Test func aKeyIsMadeOnDemandAndRestoreNeedsNone() throws {
        try taizhang("init")
        try taizhang("export", "-o", "all.jsonl")
        try taizhang("restore", "all.jsonl", "--ledger", "copy.sqlite")
        #expect(!FileManager.default.fileExists(atPath: path("copy.key")))
        try taizhang("checkpoint", "--ledger", "copy.sqlite")
        #expect(try mode("copy.key") == 0o600)
        // A mistyped ledger leaves no key behind.
        try taizhang("checkpoint", "--ledger", "none.sqlite", code: 74)
        #expect(!FileManager.default.fileExists(atPath: path("none.key")))
    }

    @Test func aStrangerChecksAReceiptAndAProofWithoutTheLedger() throws {
        try taizhang("init")
        try taizhang("checkpoint", "--vkey", "-o", "away/vkey")
        try taizhang("checkpoint", "-o", "away/old")
        try register("91330522MA2B4XYP08", id: "one")
        try taizhang("receipt", "one", "-o", "away/receipt.json")
        try taizhang("prove", "--from", "away/old", "-o", "away/proof.json")
        let receipt = try taizhang("verify", "--receipt", "receipt.json", "--vkey", "vkey", away: true, lang: "zh")
        #expect(receipt.output.contains("签名：有效") && receipt.output.contains("企业登记"))
        let proof = try taizhang("verify", "--proof", "proof.json", "--vkey", "vkey", "--format", "json", away: true)
        let json = try JSONReader.read(proof.output.utf8)
        #expect(json["valid"] == .boolean(true))
        #expect(json["checks"]?.array?.first?["ledger"] == .string("absent"))
        let plain = try taizhang("verify", "--receipt", "receipt.json", away: true)
        #expect(plain.output.contains("signature: not checked"))
        // Another ledger's key is told apart, and so is a ledger that is named but not there.
        try taizhang("init", "--ledger", "b.sqlite")
        try taizhang("checkpoint", "--vkey", "--ledger", "b.sqlite", "-o", "away/other")
        let refused = try taizhang(
            "verify", "--receipt", "receipt.json", "--vkey", "other", "--format", "json", away: true, code: 1)
        #expect(try JSONReader.read(refused.output.utf8)["valid"] == .boolean(false))
        try taizhang("verify", "--receipt", "receipt.json", "--ledger", "none.sqlite", away: true, code: 74)
        try taizhang("receipt", "nowhere", code: 1)
        try taizhang("verify", "--receipt", "none.json", away: true, code: 74)
        try taizhang("verify", "--checkpoint", "receipt.json", away: true, code: 1)
    }

    @Test func aForgedLedgerIsFoundByItsCheckpoint() throws {
        try taizhang("init")
        try register("91330522MA2B4XYP08", id: "one")
        try taizhang("checkpoint", "-o", "old")
        try taizhang("export", "-o", "all.jsonl")
        try Data(text("all.jsonl").replacing("甲", with: "乙").utf8).write(to: URL(fileURLWithPath: path("forged.jsonl")))
        try taizhang("restore", "forged.jsonl", "--ledger", "forged.sqlite")
        try taizhang("verify", "--ledger", "forged.sqlite")
        let forged = try taizhang(
            "verify", "--checkpoint", "old", "--ledger", "forged.sqlite", "--key", "taizhang.key", lang: "zh", code: 1)
        #expect(forged.error.contains("历史被改写：前 2 条"))
        try taizhang("prove", "--from", "old", "--ledger", "forged.sqlite", "--key", "taizhang.key", code: 1)
        #expect(try taizhang("verify", "--checkpoint", "old").output.contains("the first 2 events are as they were"))
    }

    /// A retraction cut out of a receipt: it holds by itself, and the ledger tells.
    @Test func aCutReceiptIsToldByTheLedger() throws {
        try taizhang("init")
        try register("91330522MA2B4XYP08", id: "one")
        try taizhang("receipt", "one", "-o", "early.json")
        try taizhang("retract", "one", "--reason", "r", "--id", "gone")
        try taizhang("receipt", "one", "-o", "whole.json")
        let whole = try JSONReader.read(text("whole.json").utf8)
        let events = try #require(whole["events"]?.array)
        #expect(events.count == 2)
        let cut = JSON.members([
            .init("checkpoint", whole["checkpoint"] ?? .null), .init("events", .array([events[0]])),
            .init("format", whole["format"] ?? .null), .init("record", whole["record"] ?? .null),
        ])
        try Data(cut.canonical).write(to: URL(fileURLWithPath: path("away/cut.json")))
        try taizhang("verify", "--receipt", "cut.json", away: true)
        let refused = try taizhang("verify", "--receipt", "away/cut.json", code: 1)
        #expect(refused.error.contains("event 3: corrects or ends the record"), "\(refused.error)")
        let early = try taizhang("verify", "--receipt", "early.json")
        #expect(early.output.contains("since, by event 3"), "\(early.output)")
        #expect(try !taizhang("verify", "--receipt", "whole.json").output.contains("since, by"))
    }

    /// Two histories under one key, given together and without a ledger.
    @Test func twoHistoriesUnderOneKeyAreTold() throws {
        try taizhang("init")
        try taizhang("checkpoint", "--vkey", "-o", "away/vkey")
        try taizhang("checkpoint", "-o", "c0")
        try register("91330522MA2B4XYP08", id: "one")
        try taizhang("export", "-o", "all.jsonl")
        try Data(text("all.jsonl").replacing("甲", with: "乙").utf8).write(to: URL(fileURLWithPath: path("forged.jsonl")))
        try taizhang("restore", "forged.jsonl", "--ledger", "forged.sqlite")
        for (ledger, name) in [("taizhang.sqlite", "a"), ("forged.sqlite", "b")] {
            let key = ["--ledger", ledger, "--key", "taizhang.key", "-o"]
            try taizhang("checkpoint", key[0], key[1], key[2], key[3], key[4], "away/\(name).cp")
            try taizhang("prove", "--from", "c0", key[0], key[1], key[2], key[3], key[4], "away/\(name).json")
        }
        for files in [["--checkpoint", "a.cp", "--checkpoint", "b.cp"], ["--proof", "a.json", "--proof", "b.json"]] {
            for file in [1, 3] { try taizhang("verify", files[file - 1], files[file], "--vkey", "vkey", away: true) }
            let told = try taizhang(
                "verify", files[0], files[1], files[2], files[3], "--vkey", "vkey", away: true, code: 1)
            #expect(told.error.contains("two histories signed by one key"), "\(told.error)")
            let json = try taizhang(
                "verify", files[0], files[1], files[2], files[3], "--vkey", "vkey", "--format", "json", away: true,
                lang: "zh", code: 1)
            #expect(try JSONReader.read(json.output.utf8)["valid"] == .boolean(false))
            let unchecked = try taizhang("verify", files[0], files[1], files[2], files[3], away: true, code: 1)
            #expect(unchecked.error.contains("contradict each other"), "\(unchecked.error)")
        }
        try taizhang("verify", "--checkpoint", "a.cp", "--checkpoint", "a.cp", "--proof", "a.json", away: true)
    }

    /// The ledger's key under another name says nothing that the ledger has not said.
    @Test func theLedgersOwnKeyIsNoWitness() throws {
        try taizhang("init")
        try taizhang("checkpoint", "--vkey", "-o", "vkey")
        try taizhang("checkpoint", "-o", "c")
        let cosigned = try taizhang("cosign", "c", "--key", "taizhang.key", "--name", "changxing/jiapu", code: 1)
        #expect(cosigned.error.contains("is the ledger's own"), "\(cosigned.error)")
        try Data(taizhang("keygen", "--show", "taizhang.key").output.utf8)
            .write(to: URL(fileURLWithPath: path("away/own")))
        try FileManager.default.copyItem(atPath: path("c"), toPath: path("away/c"))
        try FileManager.default.copyItem(atPath: path("vkey"), toPath: path("away/vkey"))
        // Also where nothing was said of the ledger's key: its own signature tells.
        for known in [["--vkey", "vkey"], ["--min-cosigners", "0"]] {
            let refused = try taizhang(
                "verify", "--checkpoint", "c", "--witness", "own", known[0], known[1], away: true, code: 1)
            #expect(refused.error.contains("is the ledger's own"), "\(refused.error)")
        }
    }

    @Test func witnessesCosignWhatContinuesWhatTheySigned() throws {
        try taizhang("init")
        try taizhang("checkpoint", "--vkey", "-o", "vkey")
        for name in ["jiapu", "lincheng"] {
            let made = try taizhang("keygen", "changxing/\(name)", "-o", "\(name).key")
            #expect(try mode("\(name).key") == 0o600)
            try Data(made.output.utf8).write(to: URL(fileURLWithPath: path("\(name).vkey")))
            #expect(try taizhang("keygen", "--show", "\(name).key").output == made.output)
        }
        try taizhang("checkpoint", "-o", "c1")
        try taizhang("cosign", "c1", "--key", "jiapu.key", "--vkey", "vkey", "-o", "c1")
        try register("91330522MA2B4XYP08", id: "one")
        try taizhang("prove", "--from", "c1", "-o", "proof.json")
        // The newer checkpoint that the proof leads to has no cosignature yet, whatever the older one has.
        for files in [["--proof", "proof.json"], ["--checkpoint", "c1", "--proof", "proof.json"]] {
            let outcome = try Running.run(
                Running.taizhang, ["verify"] + files + ["--witness", "jiapu.vkey", "--min-cosigners", "1"],
                in: folder.path,
                environment: ["LC_ALL": "C.UTF-8"])
            #expect(outcome.code == 1 && outcome.error.contains("proof.json: 0 cosigners of the 1 asked for"))
        }
        try taizhang("checkpoint", "-o", "c2")
        try taizhang("cosign", "c2", "--key", "jiapu.key", "--vkey", "vkey", "--proof", "proof.json", "-o", "c2")
        // This one never signed the older checkpoint, and the proof does not lead to it either.
        try taizhang("cosign", "c2", "--key", "lincheng.key", "--proof", "proof.json", code: 1)
        try taizhang("cosign", "c1", "--key", "jiapu.key", "--proof", "proof.json", code: 1)
        let both = ["--witness", "jiapu.vkey", "--witness", "lincheng.vkey"]
        func verify(_ demanded: String, code: Int32) throws -> Running.Outcome {
            try taizhang(
                "verify", "--checkpoint", "c2", both[0], both[1], both[2], both[3], "--min-cosigners", demanded,
                code: code)
        }
        #expect(try verify("1", code: 0).output.contains("changxing/lincheng did not sign"))
        #expect(try verify("2", code: 1).error.contains("1 cosigners of the 2 asked for"))
        _ = try verify("3", code: 64)
        let all = try taizhang("verify", "--checkpoint", "c2", both[0], both[1], both[2], both[3], code: 1)
        #expect(all.error.contains("1 cosigners of the 2 asked for"))
        try taizhang("cosign", "c2", "--key", "lincheng.key", "--vkey", "vkey", "-o", "c2")
        _ = try verify("2", code: 0)
        // The ledger's own key is no witness's, and a private key is not taken for a public one.
        try taizhang("verify", "--checkpoint", "c2", "--witness", "vkey", code: 1)
        let leaked = try taizhang("verify", "--checkpoint", "c2", "--witness", "jiapu.key", code: 1)
        #expect(leaked.error.contains("keep it to yourself"))
        #expect(try !leaked.error.contains(text("jiapu.key").suffix(20)))
    }
}
