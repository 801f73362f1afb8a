import Crypto

/// A file that was made anew: nothing of what was sent is in it but what it shows.
struct RenewedFile: Sendable {
    let kind: FileKind
    let bytes: [UInt8]
    let size: StoredFile.Size?
    let digest: [UInt8]

    init(kind: FileKind, bytes: [UInt8], size: StoredFile.Size? = nil) {
        self.kind = kind
        self.bytes = bytes
        self.size = size
        digest = Array(SHA256.hash(data: bytes))
    }
}
