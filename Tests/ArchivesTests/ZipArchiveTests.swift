import Archives
import Foundation
import Kernel
import TestSupport
import Testing

@Suite("Archives")
struct ZipArchiveTests {
    @Test("another program finds in it what was put in, names with accents included")
    func roundTrip() async throws {
        let folder = try TemporaryFolder()
        let entries = [
            ZipArchive.Entry(name: "accounts/account.json", bytes: Array("{\"a\": 1}".utf8)),
            ZipArchive.Entry(
                name: "pétitions/ζ.json",
                bytes: Array(repeating: 0x41, count: 100_000)
            ),
            ZipArchive.Entry(name: "empty.json", bytes: []),
        ]

        let archive = try ZipArchive(entries, at: Instant(milliseconds: 1_795_305_600_000))
        let path = folder.path + "/data.zip"
        try Data(archive.bytes).write(to: URL(fileURLWithPath: path))

        let script = """
            import json, sys, zipfile
            z = zipfile.ZipFile(sys.argv[1])
            assert z.testzip() is None
            print(json.dumps([[i.filename, i.file_size, i.date_time[0]] for i in z.infolist()]))
            """
        let read = try await OtherProgram.run("/usr/bin/env", ["python3", "-c", script, path])

        #expect(read.status == 0)
        let expected =
            #"[["accounts/account.json", 8, 2026], ["p\u00e9titions/\u03b6.json", 100000, 2026], ["empty.json", 0, 2026]]"#
        #expect(read.text == expected + "\n")
        #expect(archive.bytes.count < 2000)
    }
}
