import Kernel
import Testing

/// Goal: where a name leads is told, and what is no address of the open internet is known as that.
///
/// Method: addresses as the system gives them, byte by byte.
@Suite("Addresses to which names lead")
struct HostAddressTests {
    private static let internalOnes: [([UInt8], String)] = [
        ([127, 0, 0, 1], "127.0.0.1"), ([10, 1, 2, 3], "10.1.2.3"), ([0, 0, 0, 0], "0.0.0.0"),
        ([100, 64, 0, 1], "100.64.0.1"), ([169, 254, 169, 254], "169.254.169.254"),
        ([172, 31, 0, 1], "172.31.0.1"), ([192, 168, 1, 1], "192.168.1.1"),
        ([192, 0, 0, 192], "192.0.0.192"), ([203, 0, 113, 9], "203.0.113.9"),
        (six(last: [1]), "::1"), (six(), "::"),
        (six([0xFD], last: [1]), "fd00::1"),
        (six([0xFE, 0x80], last: [1]), "fe80::1"),
        (six([0xFF, 0x02], last: [1]), "ff02::1"),
        (six(last: [0xFF, 0xFF, 10, 0, 0, 1]), "10.0.0.1"),
        (six([0, 0x64, 0xFF, 0x9B], last: [10, 0, 0, 1]), "64:ff9b::a00:1"),
        (six([0x20, 0x02, 10]), "2002:a00::"),
        (six([0x20, 0x01, 0, 0, 10]), "2001:0:a00::"),
    ]

    private static let openOnes: [([UInt8], String)] = [
        ([9, 9, 9, 9], "9.9.9.9"), ([172, 32, 0, 1], "172.32.0.1"),
        ([100, 128, 0, 1], "100.128.0.1"), ([192, 0, 1, 1], "192.0.1.1"),
        (six([0x2A, 0x01, 0x04, 0xF8], last: [1]), "2a01:4f8::1"),
        (six(last: [0xFF, 0xFF, 9, 9, 9, 9]), "9.9.9.9"),
        (six([0, 0x64, 0xFF, 0x9B], last: [9, 9, 9, 9]), "64:ff9b::909:909"),
        (six([0x20, 0x01, 0, 1, 0, 0, 0, 1], last: [0, 1, 0, 1]), "2001:1:0:1::1:1"),
    ]

    @Test("what leads to this machine or into a network behind it", arguments: internalOnes)
    func inside(bytes: [UInt8], text: String) throws {
        let address = try #require(HostAddress(bytes: bytes))

        #expect(address.isInternal)
        #expect(address.text == text)
    }

    @Test("what leads to the internet", arguments: openOnes)
    func outside(bytes: [UInt8], text: String) throws {
        let address = try #require(HostAddress(bytes: bytes))

        #expect(!address.isInternal)
        #expect(address.text == text)
    }

    @Test("an address has 4 bytes, or 16")
    func lengths() {
        #expect(HostAddress(bytes: []) == nil)
        #expect(HostAddress(bytes: [10, 0, 0]) == nil)
        #expect(HostAddress(bytes: Array(repeating: 0, count: 15)) == nil)
    }

    /// Sixteen bytes that begin and end so, and are zero between.
    private static func six(_ first: [UInt8] = [], last: [UInt8] = []) -> [UInt8] {
        first + Array(repeating: 0, count: 16 - first.count - last.count) + last
    }
}
