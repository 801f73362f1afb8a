import Testing

@testable import Web

/// Goal: nobody gets compressed bytes that they did not ask for.
///
/// Method: headers as browsers, tools and careless people write them.
@Suite("Which encoding a reader takes")
struct AcceptedEncodingTests {
    @Test(
        "gzip is sent to those who take it",
        arguments: [
            "gzip", "gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.8, *;q=0.1", "GZIP", "x-gzip",
            "*", "identity, gzip", "identity;q=0.5, gzip;q=0.5", "gzip;q=0.001", " gzip ; q=1",
            "identity;q=0, *;q=0.5", "gzip;q=1.000", "\tgzip",
        ]
    )
    func taken(header: String) {
        #expect(AcceptedEncoding.takesGzip(header))
    }

    @Test(
        "the plain bytes are sent to everybody else",
        arguments: [
            nil, "", "identity", "gzip;q=0", "gzip;q=0.000", "br", "*;q=0", "gzip;q=0, *",
            "identity;q=1, gzip;q=0.5", "gzipped", "gzip;q=x", "gzip;q=-1", "gzip;q=", ",", ";",
            "deflate, br", "gzip;q=0.x", String(repeating: "gzip,", count: 400),
        ] as [String?]
    )
    func refused(header: String?) {
        #expect(!AcceptedEncoding.takesGzip(header))
    }
}
