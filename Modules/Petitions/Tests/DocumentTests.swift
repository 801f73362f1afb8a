import Files
import Kernel
import Spaces
import Storage
import TestSupport
import Testing

@testable import Petitions

/// Goal: a petition has two documents at most, which are PDFs whatever they are called; a refused one costs nothing.
///
/// Method: forms with files, sent to a live site; PDFs are made anew by the program that was built.
@Suite("Documents of petitions")
struct DocumentTests {
    @Test("a program that is called a PDF is refused beside its field, and what was chosen stays")
    func program() async throws {
        try await AuthorHouse.run { house in
            var ada = try await house.member()
            let id = try await house.draft(in: &ada)
            let path = "\(AuthorHouse.mine)/\(id)/request"
            let program = MultipartText.File(
                "file",
                name: "plan.pdf",
                type: "application/pdf",
                bytes: [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0] + Array(repeating: 0, count: 200)
            )

            let refused = try await ada.send(path, form(mark: 2, [program]))
            let none = try await ada.send(path, form(mark: 2, go: "add", []))

            #expect(refused.status == 422)
            #expect(refused.text.contains("We cannot take this kind of file."))
            #expect(refused.text.contains("<option value=\"health\" selected>"))
            #expect(none.status == 422)
            #expect(none.text.contains("Choose a document first"))
            #expect(try await house.find(id)?.theme == "environment")
        }
    }

    @Test("two PDFs are taken, a third is not; its author alone reads them, then everybody")
    func two() async throws {
        try await AuthorHouse.run { house in
            var ada = try await house.member()
            let id = try await house.draft(in: &ada)
            let one = "\(AuthorHouse.mine)/\(id)"
            for number in 0..<2 {
                let answer = try await ada.send(
                    "\(one)/request",
                    form(mark: 2 + number, go: "add", [pdf("plan \(number)")])
                )
                #expect(answer.status == 303)
                #expect(answer.field("Location") == "\(one)/request#documents")
            }
            let third = try await ada.send("\(one)/request", form(mark: 4, [pdf("plan 3")]))
            let files = try await house.files(of: id)
            let name = try #require(files.first).file
            let own = try await ada.get("\(one)/files/\(name)")
            let early = try await house.site.get("/api/v1/petitions/files/\(name)")
            _ = try await ada.post("\(one)/submission", [("mark", "4")])
            try await house.take("publish", on: id)
            let open = try await house.site.get("/api/v1/petitions/files/\(name)")

            #expect(third.status == 422)
            #expect(third.text.contains("Remove a document first: a petition has at most 2"))
            #expect(files.map(\.name).sorted() == ["plan 0.pdf", "plan 1.pdf"])
            #expect(own.status == 200 && own.field("Content-Type") == "application/pdf")
            #expect(early.status == 404)
            #expect(open.status == 200)
        }
    }

    @Test(
        "a document that is removed is gone with its row, and everything chosen beside it is saved"
    )
    func removed() async throws {
        try await AuthorHouse.run { house in
            var ada = try await house.member()
            let id = try await house.draft(in: &ada)
            let one = "\(AuthorHouse.mine)/\(id)"
            _ = try await ada.send("\(one)/request", form(mark: 2, go: "add", [pdf("plan")]))
            let name = try #require(try await house.files(of: id).first).file

            let gone = try await ada.send(
                "\(one)/request",
                MultipartText.encode(
                    [
                        ("ask", "control"), ("theme", "health"), ("mark", "3"), ("remove", name),
                    ],
                    []
                )
            )

            #expect(gone.field("Location") == "\(one)/request#documents")
            #expect(try await house.files(of: id).isEmpty)
            #expect(try await house.find(id)?.ask == "control")
            #expect(try await ada.get("\(one)/files/\(name)").status == 404)
            let usage = try await house.house.host.uploads.usage(in: house.scope())
            #expect(usage.bytes == 0)
        }
    }

    private func form(
        mark: Int,
        go: String = "on",
        _ files: [MultipartText.File]
    ) -> [UInt8] {
        MultipartText.encode(
            [("ask", "law"), ("theme", "health"), ("mark", String(mark)), ("go", go)],
            files
        )
    }

    /// A page without anything on it.
    private func pdf(_ name: String) -> MultipartText.File {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ]
        var text = "%PDF-1.7\n"
        for (index, object) in objects.enumerated() {
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        text += "trailer\n<< /Root 1 0 R /Size 4 >>\n%%EOF\n"
        return MultipartText.File("file", name: name + ".pdf", bytes: Array(text.utf8))
    }
}

extension AuthorHouse {
    func files(of id: Petition.ID) async throws -> [PetitionFile] {
        try await house.database.read(in: scope()) { try PetitionFileStore.all(of: id, in: &$0) }
    }
}
