import HTTPTypes
package import Web

extension Reply {
    /// Figures for whatever page on the web asks: anybody may read them, and they are kept like a page.
    package static func figures(_ answer: some Encodable) throws -> Reply {
        var reply = Reply.json(try JSONText.encode(answer)).shared()
        reply.headers[.accessControlAllowOrigin] = "*"
        return reply
    }
}
