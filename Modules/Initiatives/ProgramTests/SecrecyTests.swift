import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Goal: nothing that somebody types about themselves lies anywhere in readable form.
///
/// Method: a citizen signs at the real program, with mistakes and twice; then every byte of its
/// folder (database, journal, logs) is searched, in every encoding that could carry it.
@Suite("What a thief of the disk can read")
struct SecrecyTests {
    private static let typed = [
        "Bartholomäus", "Żółćgęślą", "48507201231", "Krokodilstraße", "Příbramská-Ulice",
        "ZIP98765X",
    ]

    @Test("database, journal and logs hold none of the personal data typed, in any encoding")
    func searched() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "50")
        let server = try await program.serve()
        let path = "/fr/initiatives/2025-000002/statements"
        let number = [
            ("state", "EE"), ("first-names", "Bartholomäus"), ("family-names", "Żółćgęślą"),
            ("certify", "yes"), ("number-kind", "isikukood"), ("number", "48507201231"),
        ]
        let residence = [
            ("state", "FR"), ("first-names", "Bartholomäus"), ("family-names", "Żółćgęślą"),
            ("certify", "yes"), ("insist", "yes"), ("street", "Krokodilstraße"),
            ("house-number", "7"), ("postal-code", "ZIP98765X"), ("city", "Příbramská-Ulice"),
            ("country", "CZ"), ("birth-day", "13"), ("birth-month", "6"), ("birth-year", "1979"),
        ]

        #expect(try await server.post(path, number).status == 303)
        #expect(try await server.post(path, number).status == 303)
        #expect(try await server.post(path, residence).status == 303)
        #expect(try await server.post(path, residence.filter { $0.0 != "certify" }).status == 422)
        #expect(
            try await server.post("/fr/initiatives/2025-000002?q=Bartholom%C3%A4us", number).status
                == 405
        )
        #expect(try await server.get("/fr/initiatives?q=Krokodilstra%C3%9Fe").status == 200)
        let whileServing = try folder.files()
        #expect(try await server.stop() == 0)
        var afterwards = try folder.files()
        if let store = program.store {
            afterwards["the tables"] = try PostgresConsole.rows(at: store.address)
        } else {
            #expect(whileServing.keys.contains("parvis.sqlite-wal"))
        }

        for (name, bytes) in whileServing.merging(afterwards, uniquingKeysWith: { $0 + $1 }) {
            for text in Self.typed {
                for (encoding, pattern) in Self.encodings(of: text) {
                    #expect(!Self.contains(bytes, pattern), "\(text) as \(encoding) in \(name)")
                }
            }
        }
    }

    @Test("the search itself finds what is there, in each of its encodings")
    func searchWorks() {
        for text in Self.typed {
            for (_, pattern) in Self.encodings(of: text) {
                let noise = Array(repeating: UInt8(0x55), count: 100)

                #expect(Self.contains(noise + pattern + noise, pattern))
                #expect(!Self.contains(noise, pattern))
            }
        }
    }

    /// UTF-8 in both normal forms and cases, UTF-16, Latin-1, percent-encoded, hexadecimal, and the
    /// three alignments of base 64.
    private static func encodings(of text: String) -> [(String, [UInt8])] {
        let forms = [
            text, text.lowercased(), text.uppercased(), text.decomposedStringWithCanonicalMapping,
            text.folding(options: .diacriticInsensitive, locale: nil),
        ]
        var found: [(String, [UInt8])] = []
        for form in Set(forms) {
            let bytes = Array(form.utf8)
            found.append(("UTF-8", bytes))
            found.append(("UTF-16LE", Array(form.data(using: .utf16LittleEndian) ?? Data(bytes))))
            found.append(("UTF-16BE", Array(form.data(using: .utf16BigEndian) ?? Data(bytes))))
            if let latin = form.data(using: .isoLatin1) { found.append(("Latin-1", Array(latin))) }
            found.append(("form", Array(FormText.encode(form).utf8)))
            let hexadecimal = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            found.append(("hex", Array(hexadecimal.utf8)))
            for shift in 0..<3 {
                let padded = Data(Array(repeating: 0, count: shift) + bytes)
                let whole = padded.base64EncodedString().replacing("=", with: "")
                // The characters at both ends mix with neighbours: only those inside are certain.
                let inside = whole.dropFirst(shift == 0 ? 0 : shift + 1).dropLast(2)
                found.append(("base64", Array(inside.utf8)))
            }
        }
        return found.filter { $0.1.count >= 6 }
    }

    private static func contains(_ bytes: [UInt8], _ pattern: [UInt8]) -> Bool {
        Data(bytes).range(of: Data(pattern)) != nil
    }
}
