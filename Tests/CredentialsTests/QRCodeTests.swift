import Testing

@testable import Credentials

/// Goal: phones read the code.
///
/// Method: its fixed patterns, a code that zbar 0.23 reads, and the ends of what fits.
@Suite("QR codes")
struct QRCodeTests {
    @Test("a code is square, with its three finders and its timing")
    func patterns() throws {
        let modules = try #require(QRCode(String(repeating: "parvis ", count: 30))).modules
        let width = modules.count
        let finder = [0b1111111, 0b1000001, 0b1011101, 0b1011101, 0b1011101, 0b1000001, 0b1111111]

        #expect(modules.allSatisfy { $0.count == width })
        #expect(width > 21 && (width - 17).isMultiple(of: 4))
        for (top, left) in [(0, 0), (0, width - 7), (width - 7, 0)] {
            let rows = (0..<7).map { row in
                (0..<7).reduce(0) { $0 << 1 | (modules[top + row][left + $1] ? 1 : 0) }
            }
            #expect(rows == finder, "\(top), \(left)")
        }
        for place in 8..<(width - 8) {
            #expect(modules[6][place] == place.isMultiple(of: 2))
            #expect(modules[place][6] == place.isMultiple(of: 2))
        }
    }

    @Test("the code of a word is the one that a reader read")
    func known() throws {
        let code = try #require(QRCode("parvis"))

        let rows = code.modules.map { row in
            String(row.reduce(0) { $0 << 1 | ($1 ? 1 : 0) }, radix: 16)
        }

        #expect(
            rows.joined(separator: " ") == """
                1fdb7f 104141 175e5d 17585d 174b5d 105841 1fd57f 1c00 afded 910ab 13fa7d f3efb 18e8e9 \
                1cfb 1fd15a 105353 1749c9 1758db 1742f1 105b10 1fc88a
                """
        )
    }

    @Test("a longer text needs a larger square, and the same text gives the same")
    func sizes() throws {
        let short = try #require(QRCode("A"))
        let long = try #require(QRCode(String(repeating: "é", count: 500)))

        #expect(short.modules.count == 21)
        #expect(long.modules.count > 100)
        #expect(QRCode("A") == short)
        #expect(QRCode("B") != short)
    }

    @Test("nothing, too much, and a null character are refused")
    func refused() {
        #expect(QRCode("") == nil)
        #expect(QRCode("a\0b") == nil)
        #expect(QRCode(String(repeating: "a", count: 1001)) == nil)
        #expect(QRCode(String(repeating: "a", count: 10_000_000)) == nil)
    }
}
