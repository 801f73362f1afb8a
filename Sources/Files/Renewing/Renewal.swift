import Dispatch
import Kernel
import Logging
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
    private let logger: Logger
    private let pictures = DispatchQueue(label: "parvis.files.pictures")
    private let documents = DispatchQueue(label: "parvis.files.documents")
    private let seats = Seats(Limits.renewedFiles)

    init(program: DocumentProgram, random: Random, logger: Logger) {
        self.program = program
        self.random = random
        self.logger = logger
    }

    /// Throws `FileRefusal` for a file that cannot be made anew, `unavailable` when it is not the file's
    /// fault: too many wait, the time of the form is over, the disk or the machine fails.
    func renew(
        _ file: TemporaryFile,
        as kind: FileKind,
        _ rules: FileRules,
        until deadline: ContinuousClock.Instant
    ) async throws -> RenewedFile {
        let queue = kind == .pdf ? documents : pictures
        return try await seats.run {
            do {
                return try await Self.aside(queue, until: deadline) {
                    switch kind {
                    case .png, .jpeg: try Self.picture(file, kind, rules)
                    case .pdf: try document(file, rules, until: deadline)
                    case .csv, .json, .zip: throw FileRefusal.otherKind
                    }
                }
            } catch let error as Errno {
                throw unavailable(kind, "error \(error.rawValue)")
            } catch let trouble as DocumentProgram.Trouble {
                throw unavailable(kind, trouble.reason)
            }
        }
    }

    /// Said to whoever runs the server: nothing of the file is in it, and nothing of its sender.
    private func unavailable(_ kind: FileKind, _ reason: String) -> PageError {
        logger.error(
            "a file could not be made anew",
            metadata: ["file.kind": "\(kind.rawValue)", "reason": "\(reason)"]
        )
        return .unavailable(seconds: 60)
    }

    private static func aside(
        _ queue: DispatchQueue,
        until deadline: ContinuousClock.Instant,
        _ work: @escaping @Sendable () throws -> RenewedFile
    ) async throws -> RenewedFile {
        let latest = deadline - Limits.shortestRenewal
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

    private func document(
        _ file: TemporaryFile,
        _ rules: FileRules,
        until deadline: ContinuousClock.Instant
    ) throws -> RenewedFile {
        let written = try TemporaryFile(random: random)
        let left = Int((deadline - ContinuousClock.now).components.seconds)
        try program.renew(
            file,
            into: written,
            seconds: max(1, min(left, Limits.documentSeconds))
        )
        // What was packed more tightly may become longer, but not without end.
        guard try written.count <= rules.bytes * 2 else { throw FileRefusal.tooLarge }
        return RenewedFile(kind: .pdf, bytes: try written.contents(upTo: rules.bytes * 2))
    }
}
