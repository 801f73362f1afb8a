import Kernel
import Testing

/// Goal: nothing that leads away is taken for this machine.
///
/// Method: hosts as settings, web addresses and sockets write them.
@Suite("This machine's own hosts")
struct LoopbackTests {
    @Test(
        "what leads to this machine alone",
        arguments: [
            "localhost", "LOCALHOST", "eci.localhost", "127.0.0.1", "127.255.255.255", "::1",
            "[::1]",
        ]
    )
    func own(host: String) {
        #expect(Loopback.holds(host))
    }

    @Test(
        "what may lead anywhere",
        arguments: [
            "", "0.0.0.0", "128.0.0.1", "127.0.0.1.example.org", "127.example.org", "127.0.0",
            "127.0.0.256", "127.0.0.+1", "127.0.0.", "localhost.example.org", "notlocalhost", "::",
            "[::]", "1::1",
        ]
    )
    func others(host: String) {
        #expect(!Loopback.holds(host))
    }
}
