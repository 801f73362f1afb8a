import Compression
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// The files of `Public/`, held in memory: no request ever touches the disk or names a path.
package struct StaticFiles: Sendable {
    /// A file as it is served.
    package struct File: Sendable {
        let body: ByteBuffer
        let type: String
        /// Made once, at start; nil for what is compressed by itself, or does not become smaller.
        let gzipped: ByteBuffer?

        /// The type follows the ending; nil for an ending that is not served.
        package init?(name: String, bytes: [UInt8]) {
            let ending = name.split(separator: ".").last.map(String.init) ?? ""
            guard let type = Self.types[ending] else { return nil }
            body = ByteBuffer(bytes: bytes)
            self.type = type
            let small =
                Self.isCompressed(ending)
                ? nil : Deflate.compress(bytes, as: .gzip, effort: .thorough)
            gzipped = small.flatMap { $0.count < bytes.count ? ByteBuffer(bytes: $0) : nil }
        }

        private static func isCompressed(_ ending: String) -> Bool {
            ["png", "ico", "woff2"].contains(ending)
        }

        private static let types = [
            "css": "text/css; charset=utf-8",
            "js": "text/javascript; charset=utf-8",
            "json": "application/json",
            "svg": "image/svg+xml",
            "png": "image/png",
            "ico": "image/x-icon",
            "txt": "text/plain; charset=utf-8",
            "woff2": "font/woff2",
            "xsd": "application/xml",
        ]
    }

    private let files: [String: File]
    private let prefix: String
    package let assets: Assets

    /// Files by their path below `Public/`.
    ///
    /// The version changes when any byte of any file does.
    package init(files: [String: File]) {
        self.files = files
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for (name, file) in files.sorted(by: { $0.key < $1.key }) {
            // As arrays: byte by byte through a buffer takes a third of a start that is not optimised.
            for byte in Array(name.utf8) + Array(buffer: file.body) {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            }
        }
        let version = String(hash, radix: 36)
        prefix = "/assets/\(version)/"
        assets = Assets(version: version)
    }

    /// The file at this address; nil when the address is none of theirs.
    func response(to request: HTTPRequest, path: Substring) -> Response? {
        guard path.utf8.first == UInt8(ascii: "/"),
            request.method == .get || request.method == .head
        else { return nil }
        if path.hasPrefix(prefix) {
            return files[String(path.dropFirst(prefix.count))].map { file in
                response(file, caching: "public, max-age=31536000, immutable", request: request)
            }
        }
        guard let name = Self.wellKnown[String(path)] else { return nil }
        return files[name].map { response($0, caching: "public, max-age=3600", request: request) }
    }

    private func response(_ file: File, caching: String, request: HTTPRequest) -> Response {
        let accepted = request.headerFields[.acceptEncoding]
        let gzipped = AcceptedEncoding.takesGzip(accepted) ? file.gzipped : nil
        let bytes = gzipped ?? file.body
        var headers: HTTPFields = [
            .contentType: file.type,
            .cacheControl: caching,
            .xContentTypeOptions: "nosniff",
            .contentLength: String(bytes.readableBytes),
            // An SVG opened by itself is a document: let it run nothing.
            .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        ]
        if file.gzipped != nil { headers[.vary] = "Accept-Encoding" }
        if gzipped != nil { headers[.contentEncoding] = "gzip" }
        let body = request.method == .head ? ResponseBody() : ResponseBody(byteBuffer: bytes)
        return Response(status: .ok, headers: headers, body: body)
    }

    /// Addresses that browsers and crawlers ask for by themselves.
    private static let wellKnown = ["/favicon.ico": "favicon.svg", "/favicon.svg": "favicon.svg"]
}
