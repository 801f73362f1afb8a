import HTTPTypes
import Hummingbird
import Markup
import NIOCore
import Testing

@testable import Web

/// Goal: only the files of `Public/` are served, as what they are, and nothing they hold runs.
///
/// Method: a few files, and addresses that try to leave them.
@Suite("Files that are served as they are")
struct StaticFilesTests {
    private static let names = [
        "css/a.css", "js/a.js", "a.json", "favicon.svg", "a.png", "a.ico", "a.txt", "a.woff2",
        "a.xsd",
    ]

    private let files = StaticFiles(
        files: Dictionary(
            uniqueKeysWithValues: names.map { ($0, StaticFiles.File(name: $0, bytes: [97, 98])) }
        ).compactMapValues(\.self)
    )

    @Test(
        "every file has its type, may be kept for ever, and cannot run anything",
        arguments: names
    )
    func served(name: String) throws {
        let response = try #require(get(files.assets.path(name).text))
        let types = [
            "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
            "json": "application/json", "svg": "image/svg+xml", "png": "image/png",
            "ico": "image/x-icon", "txt": "text/plain; charset=utf-8", "woff2": "font/woff2",
            "xsd": "application/xml",
        ]

        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == types[String(name.split(separator: ".")[1])])
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
        #expect(response.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
        #expect(response.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
        #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(response.headers[.contentLength] == "2")
        #expect(response.body.contentLength == 2)
    }

    @Test(
        "a file of an ending that nobody knows is not served",
        arguments: ["a.html", "a.htm", "a.php", "a", "", ".css.bak", "a.CSS", "a.xml", "a.css.gz"]
    )
    func unknownType(name: String) {
        #expect(StaticFiles.File(name: name, bytes: [1]) == nil)
    }

    @Test(
        "an address that is no file's is left to the pages",
        arguments: [
            "/", "", "/assets/", "/assets/VERSION", "/assets/VERSION/", "/assets/VERSION/css",
            "/assets/VERSION/css/", "/assets/VERSION/nothing.css", "/assets/VERSION//css/a.css",
            "/assets/VERSION/../VERSION/a.json", "/assets/VERSION/css/../a.json",
            "/assets/VERSION/css%2Fa.css", "/assets/other/a.json", "/a.json", "/assets/a.json",
            "assets/VERSION/a.json", "/robots.txt", "/ASSETS/VERSION/a.json",
            "/assets/VERSION/etc/passwd", "/favicon.ico/", "/favicon.png",
        ]
    )
    func unknown(path: String) {
        let version = files.assets.path("").text.split(separator: "/")[1]

        #expect(get(path.replacing("VERSION", with: version)) == nil)
    }

    @Test("a file is sent compressed to those who take it, as it is to the others")
    func compressed() throws {
        let css = Array(String(repeating: "p { margin: 0 }\n", count: 50).utf8)
        let files = StaticFiles(
            files: [
                "a.css": StaticFiles.File(name: "a.css", bytes: css),
                "a.png": StaticFiles.File(name: "a.png", bytes: css),
                "b.css": StaticFiles.File(name: "b.css", bytes: [97]),
            ].compactMapValues(\.self)
        )
        let ask = { (name: String, accepted: String?) in
            let path = files.assets.path(name).text
            var request = HTTPRequest(method: .get, scheme: nil, authority: nil, path: path)
            request.headerFields[.acceptEncoding] = accepted
            return try #require(files.response(to: request, path: path[...]))
        }

        let small = try ask("a.css", "gzip")
        let plain = try ask("a.css", nil)
        let refused = try ask("a.css", "gzip;q=0, identity")
        let picture = try ask("a.png", "gzip")
        let tiny = try ask("b.css", "gzip")

        let length = small.body.contentLength ?? css.count
        #expect(small.headers[.contentEncoding] == "gzip" && length < css.count / 4)
        #expect(small.headers[.contentLength] == String(length))
        #expect(plain.headers[.contentEncoding] == nil && plain.body.contentLength == css.count)
        #expect(refused.headers[.contentEncoding] == nil)
        #expect([small, plain, refused].allSatisfy { $0.headers[.vary] == "Accept-Encoding" })
        #expect(picture.headers[.contentEncoding] == nil && picture.headers[.vary] == nil)
        #expect(tiny.headers[.contentEncoding] == nil && tiny.body.contentLength == 1)
    }

    @Test("HEAD gets the length without the file, and no other method gets anything")
    func methods() throws {
        let path = files.assets.path("a.json").text

        let head = try #require(get(path, .head))

        #expect(head.headers[.contentLength] == "2")
        #expect(head.body.contentLength == 0)
        for method in [HTTPRequest.Method.post, .put, .delete, .options, .patch] {
            #expect(get(path, method) == nil)
        }
    }

    @Test(
        "what browsers ask for by themselves is there, and is asked for again after an hour",
        arguments: ["/favicon.ico", "/favicon.svg"]
    )
    func wellKnown(path: String) throws {
        let response = try #require(get(path))

        #expect(response.headers[.contentType] == "image/svg+xml")
        #expect(response.headers[.cacheControl] == "public, max-age=3600")
    }

    @Test("the address of all files changes with any byte or name of any of them")
    func version() {
        let versions = [
            ["a.css": [1, 2]], ["a.css": [1, 3]], ["b.css": [1, 2]],
            ["a.css": [1, 2], "b.css": []],
            [:],
        ].map { (files: [String: [UInt8]]) in
            StaticFiles(
                files: files.reduce(into: [:]) { all, file in
                    all[file.key] = StaticFiles.File(name: file.key, bytes: file.value)
                }
            ).assets.path("x").text
        }

        #expect(Set(versions).count == versions.count)
    }

    private func get(_ path: String, _ method: HTTPRequest.Method = .get) -> Response? {
        files.response(
            to: HTTPRequest(method: method, scheme: nil, authority: nil, path: path),
            path: path[...]
        )
    }
}
