import Kernel
import Testing

/// Goal: whoever may name an address on the internet leads the server into no network behind it.
///
/// Method: hosts as addresses write them, the odd ones too.
@Suite("Hosts of internal networks")
struct InternalNetworkTests {
    @Test(
        "what leads to this machine or into a network behind it",
        arguments: [
            "localhost", "localhost.", "eci.localhost.", "127.0.0.1", "0.0.0.0", "10.1.2.3",
            "10.1.2.3.", "100.64.0.1", "169.254.169.254", "172.31.0.1", "192.168.1.1",
            "192.0.0.192", "198.51.100.7", "127.1",
            "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "[::]", "[fe80::1]", "[fd00::1]",
            "::ffff:10.0.0.1", "[64:ff9b::a00:1]", "[2002:a00:1::]",
        ]
    )
    func inside(host: String) {
        #expect(InternalNetwork.holds(host))
    }

    @Test(
        "what leads to the internet",
        arguments: [
            "id.example", "id.example.", "9.9.9.9", "172.32.0.1", "192.0.64.1", "[2a01:4f8::1]",
            "10.example", "127.0.0.1.example.org",
        ]
    )
    func outside(host: String) {
        #expect(!InternalNetwork.holds(host))
    }
}
