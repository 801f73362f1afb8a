import HTTPTypes
import Testing

@testable import Web

/// Goal: another site cannot make a visitor's browser write, and reading is never refused.
///
/// Method: heads as new and old browsers, other clients and attackers send them.
@Suite("Writes of other sites")
struct SameOriginTests {
    @Test(
        "a write from our own page passes",
        arguments: [
            ["Sec-Fetch-Site": "same-origin"], ["Sec-Fetch-Site": "none"],
            ["Origin": "https://eci.example"], ["Origin": "http://ECI.example"], [:],
            ["Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"],
        ]
    )
    func own(fields: [String: String]) throws {
        try SameOrigin.check(try request(.post, fields))
    }

    @Test(
        "a write from anywhere else is refused",
        arguments: [
            ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
            ["Sec-Fetch-Site": ""],
            ["Sec-Fetch-Site": "Same-Origin"], ["Sec-Fetch-Site": "same-origin, cross-site"],
            ["Origin": "https://evil.example"], ["Origin": "null"], ["Origin": ""],
            ["Origin": "https://eci.example.evil.example"], ["Origin": "https://eci.example:8443"],
            ["Origin": "https://evileci.example"], ["Origin": "https://"],
            ["Sec-Fetch-Site": "cross-site", "Origin": "https://eci.example"],
        ]
    )
    func foreign(fields: [String: String]) throws {
        for method in [HTTPRequest.Method.post, .put, .patch, .delete] {
            let request = try request(method, fields)
            #expect(throws: PageError.foreignOrigin) { try SameOrigin.check(request) }
        }
    }

    @Test("reading is never refused", arguments: [HTTPRequest.Method.get, .head, .options])
    func reading(method: HTTPRequest.Method) throws {
        try SameOrigin.check(try request(method, ["Sec-Fetch-Site": "cross-site"]))
    }

    @Test("a host with a port is compared with its port")
    func port() throws {
        let same = try request(.post, ["Origin": "http://eci.localhost:8080"], "eci.localhost:8080")
        let other = try request(.post, ["Origin": "http://eci.localhost"], "eci.localhost:8080")

        try SameOrigin.check(same)
        #expect(throws: PageError.foreignOrigin) { try SameOrigin.check(other) }
    }

    @Test("an origin without a host to compare with is foreign")
    func noHost() throws {
        let request = try request(.post, ["Origin": "https://eci.example"], nil)

        #expect(throws: PageError.foreignOrigin) { try SameOrigin.check(request) }
    }

    private func request(
        _ method: HTTPRequest.Method,
        _ fields: [String: String],
        _ host: String? = "eci.example"
    ) throws -> HTTPRequest {
        var request = HTTPRequest(method: method, scheme: "https", authority: host, path: "/")
        for (name, value) in fields {
            request.headerFields[try #require(HTTPField.Name(name))] = value
        }
        return request
    }
}
