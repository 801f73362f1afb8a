/// A host that leads into the networks of whoever runs the server.
package struct InternalHost: Sendable, Hashable {
    /// As it is written.
    package let host: String
    /// The address of it that is none of the open internet.
    package let address: String

    package init(host: String, address: String) {
        self.host = host
        self.address = address
    }
}
