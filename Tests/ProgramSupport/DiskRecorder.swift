import Foundation
package import TestSupport

/// Runs programs on a disk whose every write and synchronisation is written down.
package struct DiskRecorder: Sendable {
    /// Holds all of this; it goes with the recorder.
    package let folder: TemporaryFolder
    /// The files of the database as they were before.
    package let before: String
    /// What was written down.
    package let record: String

    /// Of the installation in this folder, from now on.
    package init(data: String) async throws {
        folder = try TemporaryFolder()
        before = folder.path + "/before"
        record = folder.path + "/record"
        try await Self.build("recorder.c", into: folder.path + "/recorder.so")
        try FileManager.default.createDirectory(
            atPath: before,
            withIntermediateDirectories: true
        )
        try Self.copyDatabase(in: data, to: before)
        _ = FileManager.default.createFile(atPath: record, contents: nil)
    }

    /// Copies the files of a database that no program has open.
    package static func copyDatabase(in data: String, to folder: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: data)
        where name.contains(".sqlite") && !name.hasSuffix("-shm") {
            try FileManager.default.copyItem(
                atPath: data + "/" + name,
                toPath: folder + "/" + name
            )
        }
    }

    /// Makes a library to be preloaded of a file in `Tests/Disk`.
    package static func build(_ source: String, into library: String) async throws {
        let built = try await OtherProgram.run(
            "/usr/bin/cc",
            ["-shared", "-fPIC", "-O2", "-o", library]
                + [TestHouse.root + "/Tests/Disk/" + source, "-ldl", "-lpthread"]
        )
        guard built.status == 0 else { throw ProgramFailure(text: built.text) }
    }

    /// With which a program is recorded.
    package var environment: [String: String] {
        ["LD_PRELOAD": folder.path + "/recorder.so", "DISK_LOG": record]
    }

    /// No synchronisation succeeds from the write of these bytes on, until ``mend()``.
    ///
    /// Not from now on: the program's own jobs write too, and one of them would meet the broken disk first.
    package func breakDown(atWriteOf bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: record + ".broken"), options: .atomic)
    }

    /// Synchronisations succeed again.
    package func mend() throws { try FileManager.default.removeItem(atPath: record + ".broken") }

    /// Writes down that this was answered, in order with what the program does.
    package func note(_ answer: String) throws {
        let text = Array(answer.utf8)
        var entry: [UInt8] = []
        for (value, bytes) in [
            (Int(DiskRecord.Kind.answered.rawValue), 4), (0, 4), (0, 8), (text.count, 8),
        ] {
            entry += (0..<bytes).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        entry += text
        let file = open(record, O_WRONLY | O_APPEND | O_CLOEXEC)
        defer { close(file) }
        guard write(file, entry, entry.count) == entry.count else {
            throw ProgramFailure(text: "the record of the disk could not be written")
        }
    }
}
