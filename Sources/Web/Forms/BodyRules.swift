import Kernel

/// How large what a form sends may be: declared with the route that takes it.
///
/// The connection refuses more before a byte of it is read, so a route that says nothing takes a
/// small form and no more.
package struct BodyRules: Sendable, Hashable {
    /// Of the whole body, as it comes over the wire.
    package let bytes: Int
    /// How many fields that are no files.
    package let fields: Int
    /// Names and values of all these together.
    package let fieldBytes: Int
    /// How many files; with none, only what is encoded as an address is taken.
    package let files: Int

    private init(bytes: Int, fields: Int, fieldBytes: Int, files: Int) {
        self.bytes = bytes
        self.fields = fields
        self.fieldBytes = fieldBytes
        self.files = files
    }

    /// What almost every page sends.
    package static let form = form(bytes: Limits.bodyBytes, fields: Limits.formFields)

    /// A form without files: long, or of very many questions.
    package static func form(bytes: Int, fields: Int) -> BodyRules {
        BodyRules(bytes: bytes, fields: fields, fieldBytes: bytes, files: 0)
    }

    /// A form with files of at most so many bytes each.
    ///
    /// The body may be longer than they are: a file that is too large is read to its end and thrown
    /// away, so that its sender gets the form again and not a connection that breaks.
    package static func upload(
        files: Int = 1,
        fileBytes: Int,
        fields: Int = Limits.formFields,
        fieldBytes: Int = Limits.bodyBytes
    ) -> BodyRules {
        BodyRules(
            bytes: fieldBytes + files * fileBytes + Limits.discardedFileBytes,
            fields: fields,
            fieldBytes: fieldBytes,
            files: files
        )
    }
}
