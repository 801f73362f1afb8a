package import Kernel

/// A thing in the first space of a test, by its id.
extension Subject: ExpressibleByStringLiteral {
    package init(stringLiteral id: String) {
        self.init(space: .first, kind: "initiative", id: id)
    }
}
