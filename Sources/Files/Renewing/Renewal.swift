import Dispatch
import Kernel
import Pictures
import Storage
import SystemPackage
import Web

/// Makes files anew, one after another: what is large or hostile takes the time of other files, and of
/// nothing else.
///
/// Pictures and documents have a queue each. Whoever has waited too long is sent away before the page
/// gives up.
struct Renewal: Sendable {
    private let program: DocumentProgram
    private let random: Random
    private let pictures = DispatchQueue(label: "parvis.files.pictures")
    private let documents = DispatchQueue(label: "parvis.files.documents")
    private let places = Places(Limits.renewedFiles)

    init(program: DocumentProgram, random: Random) {
        self.program = program
        self.random = random
    }

    /// Throws `FileRefusal` for a file that cannot be made anew, `unavailable` when too many wait.
    func renew(
        _ file: TemporaryFile,
        as kind: FileKind,
        _ rules: FileRules
    ) async throws -> RenewedFile {
        try await places.run {
            switch kind {
            case .png, .jpeg: try await aside(pictures) { try Self.picture(file, kind, rules) }
            case .pdf: try await aside(documents) { try document(file, rules) }
            }
        }
    }

    private func aside(
        _ queue: DispatchQueue,
        _ work: @escaping @Sendable () throws -> RenewedFile
    ) async throws -> RenewedFile {
        let latest = ContinuousClock.now + Limits.renewalWait
        return try await withCheckedThrowingContinuation { done in
            queue.async {
                done.resume(
                    with: Result {
                        guard ContinuousClock.now < latest else {
                            throw PageError.unavailable(seconds: 10)
                        }
                        return try work()
                    }
                )
            }
        }
    }

    private static func picture(
        _ file: TemporaryFile,
        _ kind: FileKind,
        _ rules: FileRules
    ) throws -> RenewedFile {
        let bounds = Picture.Bounds(
            bytes: rules.bytes,
            width: 1...Limits.pictureSide,
            height: 1...Limits.pictureSide,
            pixels: Limits.picturePixels,
            expandedBytes: Limits.expandedPictureBytes
        )
        do {
            let picture = try Picture(
                verifying: try file.contents(upTo: rules.bytes),
                within: bounds
            )
            return RenewedFile(
                kind: kind,
                bytes: picture.bytes,
                size: StoredFile.Size(width: picture.width, height: picture.height)
            )
        } catch let refusal as Picture.Refusal {
            throw FileRefusal(refusal)
        }
    }

    private func document(_ file: TemporaryFile, _ rules: FileRules) throws -> RenewedFile {
        let written = try TemporaryFile(random: random)
        try program.renew(file, into: written)
        do {
            // What was packed more tightly may become longer, but not without end.
            let bytes = try written.contents(upTo: rules.bytes * 2)
            return RenewedFile(kind: .pdf, bytes: bytes)
        } catch Errno.fileTooLarge {
            throw FileRefusal.tooLarge
        }
    }
}
