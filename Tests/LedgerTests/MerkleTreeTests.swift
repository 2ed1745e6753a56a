import Testing

@testable import Ledger

/// RFC 6962 §2.1. The eight inputs and their roots are those of the Certificate Transparency reference tests.
@Suite struct MerkleTreeTests {
    static let leaves: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        [0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ]
    static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test func emptyTree() {
        #expect(MerkleTree.emptyRoot.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test(arguments: 1...8) func vectors(size: Int) {
        let hashes = Self.leaves.prefix(size).map { MerkleTree.leaf($0) }
        #expect(MerkleTree.root(of: hashes[...]).hex == Self.roots[size - 1])
    }

    /// The tiles answer the root at every earlier size, whatever the sizes at which they were flushed.
    @Test(arguments: [1, 7, 16, 17, 300]) func tilesAgreeWithTheDefinition(step: Int) throws {
        var stored: [String: [Hash]] = [:]
        func tile(_ level: Int, _ position: Int64) throws -> [Hash] {
            try #require(stored["\(level)/\(position)"])
        }
        let leaves = (0..<600).map { MerkleTree.leaf(Array("event \($0)".utf8)) }
        var tiles = try TreeTiles(size: 0, tile: tile)
        for (index, leaf) in leaves.enumerated() {
            tiles.append(leaf)
            if (index + 1) % step == 0 {
                tiles.flush { stored["\($0)/\($1)"] = $2 }
                tiles = try TreeTiles(size: tiles.size, tile: tile)
            }
        }
        tiles.flush { stored["\($0)/\($1)"] = $2 }
        for size in [0, 1, 2, 15, 16, 17, 255, 256, 257, 599, 600] {
            let root = try MerkleTree.root(size: Int64(size)) { height, index throws(any Error) in
                try TreeTiles.node(height: height, index: index, tile: tile)
            }
            #expect(root == MerkleTree.root(of: leaves[0..<size]))
        }
    }
}
