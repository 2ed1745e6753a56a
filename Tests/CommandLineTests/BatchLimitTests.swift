import Testing

/// The most submissions of one batch (docs/reliability.md), on the command line.
@Suite struct BatchLimitTests {
    /// A file without an end: the command stops reading at the first line too many, and nothing is recorded. The lines are
    /// the shortest that are submissions at all, bad ones, so that the test is over in a moment.
    @Test func aFileWithoutAnEndIsRefusedAtTheLimit() throws {
        let clerk = try Clerk.withLedger()
        let before = try CopyTests.root(clerk)
        // Whoever read on would read for ever: `timeout` ends it with 124.
        let answer = try clerk.shell("export PATH; yes 0 | timeout 300 taizhang append --file -")
        #expect(answer.code == 1, "\(answer.complaint)")
        #expect(answer.output.isEmpty)
        #expect(
            answer.complaint.contains(
                "a batch may bring 1000000 submissions, this one has more; nothing recorded, split the file"),
            "\(answer.complaint)")
        #expect(try CopyTests.root(clerk) == before)
    }
}
