package import Kernel
package import Storage

/// Where whoever has a role for one subject of a kind works.
package struct SubjectDesk: Sendable {
    /// What one of them is called, and where it stands below its space.
    package struct Name: Sendable, Hashable {
        package let title: String
        package let path: [String]

        package init(title: String, path: [String]) {
            self.title = title
            self.path = path
        }
    }

    package typealias Names = @Sendable ([Subject], inout Transaction) throws -> [Subject: Name]

    /// Below the place of each.
    package let path: String
    /// Of those that are there: by one statement over all spaces of the transaction's institution.
    package let names: Names

    package init(_ path: String, names: @escaping Names) {
        self.path = path
        self.names = names
    }
}
