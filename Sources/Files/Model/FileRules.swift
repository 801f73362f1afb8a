import Kernel
package import Localization
package import Markup
package import Web

/// What one field of a form takes: which kinds of files, and how large.
package struct FileRules: Sendable, Hashable {
    package let kinds: [FileKind]
    package let bytes: Int

    package init(kinds: [FileKind], bytes: Int) {
        precondition(!kinds.isEmpty && bytes > 0 && bytes * 2 <= Limits.writtenDocumentBytes)
        self.kinds = kinds
        self.bytes = bytes
    }

    /// What the route of a form with one such field declares.
    package var bodyRules: BodyRules { .upload(fileBytes: bytes) }

    /// What the window of a browser offers: a help, and no check.
    package var accept: String { kinds.map(\.mediaType).joined(separator: ",") }

    /// "PNG or JPEG, at most 5 MB", in the reader's language.
    package func allowed(_ t: Translator) -> String {
        let names = kinds.map(\.name)
        let list =
            names.count < 2
            ? names.joined()
            : t(
                "files.list",
                [
                    "first": .text(names.dropLast().joined(separator: ", ")),
                    "last": .text(names[names.count - 1]),
                ]
            )
        return t("files.allowed", ["kinds": .text(list), "size": .text(FileSize.text(bytes, t))])
    }
}

/// How large a file is, as people say it.
package enum FileSize {
    /// Whole megabytes from ten on, tenths below, kilobytes below a tenth: "2.4 MB", « 2,4 Mo ».
    package static func text(_ bytes: Int, _ t: Translator) -> String {
        let tenths = (bytes * 10 + megabyte / 2) / megabyte
        if tenths < 1 {
            let kilobytes = max(1, (bytes + 512) / 1024)
            return t("files.kilobytes", ["amount": .number(kilobytes)])
        }
        let amount: MessageValue =
            tenths % 10 == 0 || tenths >= 100
            ? .number(tenths / 10)
            : .text(t.number(tenths / 10) + t("number.decimal") + String(tenths % 10))
        return t("files.megabytes", ["amount": amount])
    }

    private static let megabyte = 1024 * 1024
}

extension UploadField.Arrived {
    /// A file that waits, for the form that is shown again.
    package init(_ file: StoredFile, field: String, _ t: Translator) {
        self.init(
            field: ReceivedForm.waitingField(field),
            id: file.id.text,
            name: file.name.text,
            size: FileSize.text(file.bytes, t)
        )
    }
}
