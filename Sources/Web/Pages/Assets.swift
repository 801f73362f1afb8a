package import Markup

/// Where the files of `Public/` are found: under an address that changes when any of them does.
package struct Assets: Sendable {
    private let version: String

    package init(version: String) {
        self.version = version
    }

    package func path(_ name: String) -> Path {
        Path(segments: ["assets", version] + name.split(separator: "/").map(String.init))
    }
}
