/// A file to send.
package struct FileField: Component {
    private let frame: FieldFrame
    private let accept: String
    private let isRequired: Bool

    /// `accept` is what the browser's own window offers; whoever receives the file looks into it.
    package init(_ frame: FieldFrame, accept: String, isRequired: Bool) {
        self.frame = frame
        self.accept = accept
        self.isRequired = isRequired
    }

    package var html: HTML {
        frame.wrap(
            """
            <input id="\(frame.id)" name="\(frame.name)" type="file" accept="\(accept)"\
            \(attribute: "required", when: isRequired)\(frame.attributes)>
            """
        )
    }
}
