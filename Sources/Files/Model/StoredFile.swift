import Kernel

/// A file that is kept, without its contents.
package struct StoredFile: Sendable, Hashable {
    package let id: FileID
    package let kind: FileKind
    package let name: FileName
    package let bytes: Int
    /// In pixels, of a picture.
    package let size: Size?
    /// SHA-256 of the contents as they are served.
    package let digest: [UInt8]

    package struct Size: Sendable, Hashable {
        package let width: Int
        package let height: Int
    }

    /// The digest as it stands in headers.
    var digestText: String { Hexadecimal.encode(digest) }
}

extension StoredFile {
    /// The address of the file behind that of its space.
    package func path(inSpace slug: String) -> [String] { ["api", "v1", slug, "files", id.text] }
}
