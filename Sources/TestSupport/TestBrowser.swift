import Kernel

/// A browser as far as a test of pages needs one: it keeps cookies, and sends what a browser sends.
package struct TestBrowser: Sendable {
    private let site: TestSite
    private let tenant: String
    /// What it says that it is, and where its packets seem to come from.
    package var fields: [(String, String)]
    /// By name; a browser sends them with every request.
    package private(set) var cookies: [String: String] = [:]

    package init(
        at site: TestSite,
        tenant: String = "eci",
        network: String? = nil
    ) {
        self.site = site
        self.tenant = tenant
        fields = [("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0")]
        // Believed when the test trusts the loopback as a proxy.
        if let network { fields.append(("X-Forwarded-For", network)) }
    }

    package mutating func get(_ path: String) async throws -> HTTPAnswer {
        keep(try await site.get(Self.local(path), tenant: tenant, fields: sent))
    }

    /// Sends a form from a page of the same site.
    package mutating func post(
        _ path: String,
        _ form: [(String, String)] = []
    ) async throws -> HTTPAnswer {
        keep(
            try await site.post(
                Self.local(path),
                form,
                tenant: tenant,
                fields: sent + [("Sec-Fetch-Site", "same-origin")]
            )
        )
    }

    /// Sends any body from a page of the same site; a form with files, unless it is said otherwise.
    package mutating func send(
        _ path: String,
        _ body: [UInt8],
        type: String = MultipartText.contentType
    ) async throws -> HTTPAnswer {
        keep(
            try await site.send(
                Self.local(path),
                body,
                type: type,
                tenant: tenant,
                fields: sent + [("Sec-Fetch-Site", "same-origin")]
            )
        )
    }

    /// Sends a form and goes where the answer leads.
    package mutating func submit(
        _ path: String,
        _ form: [(String, String)] = []
    ) async throws -> HTTPAnswer {
        let answer = try await post(path, form)
        guard answer.status == 303, let next = answer.field("Location") else { return answer }
        return try await get(next)
    }

    /// Puts a cookie into the browser, as an attacker would.
    package mutating func plant(_ name: String, _ value: String) { cookies[name] = value }

    private var sent: [(String, String)] {
        guard !cookies.isEmpty else { return fields }
        let pairs = cookies.sorted { $0.key < $1.key }
            .map { [$0.key, $0.value].joined(separator: "=") }
        return fields + [("Cookie", pairs.joined(separator: "; "))]
    }

    private mutating func keep(_ answer: HTTPAnswer) -> HTTPAnswer {
        for cookie in answer.values("Set-Cookie") {
            let pair = cookie.prefix { $0 != ";" }.split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard pair.count == 2 else { continue }
            let isOver = cookie.contains("Max-Age=0")
            cookies[String(pair[0])] = isOver ? nil : String(pair[1])
        }
        return answer
    }

    /// The part of an address that a request line has; links of letters are whole addresses.
    private static func local(_ address: String) -> String {
        guard let scheme = address.firstRange(of: "://") else { return address }
        let rest = address[scheme.upperBound...]
        return String(rest.drop { $0 != "/" })
    }
}

extension HTTPAnswer {
    /// The value of the first field of that name in a form of the page.
    package func value(ofField name: String) -> String? {
        guard let start = text.firstRange(of: "name=\"\(name)\" value=\"") else { return nil }
        return String(text[start.upperBound...].prefix { $0 != "\"" })
    }
}
