package import Localization

/// A file to send, with what may be sent, and with the one that has arrived already.
///
/// It needs no script: a form that is shown again with a mistake elsewhere holds the name of the file that
/// came the last time, and nobody sends it twice.
package struct UploadField: Component {
    /// A file that the server has, and that belongs to nothing until the form is right.
    package struct Arrived: Sendable {
        /// The hidden field that names it.
        let field: String
        let id: String
        let name: String
        let size: String

        package init(field: String, id: String, name: String, size: String) {
            self.field = field
            self.id = id
            self.name = name
            self.size = size
        }
    }

    private let frame: FieldFrame
    private let accept: String
    private let arrived: Arrived?
    private let isRequired: Bool
    private let t: Translator

    /// `allowed` says kinds and size in words, and `accept` the same to the browser's own window.
    ///
    /// Neither is a check: whoever receives the file looks into it.
    package init(
        _ frame: FieldFrame,
        allowed: String,
        accept: String,
        arrived: Arrived? = nil,
        isRequired: Bool,
        t: Translator
    ) {
        let hint: HTML = "\(frame.hint)\(" ", when: !frame.hint.isEmpty)\(allowed)."
        self.frame = FieldFrame(
            name: frame.name,
            label: frame.label,
            hint: hint,
            problem: frame.problem,
            description: arrived == nil ? frame.description : frame.id + "-arrived"
        )
        self.accept = accept
        self.arrived = arrived
        self.isRequired = isRequired
        self.t = t
    }

    package var html: HTML {
        frame.wrap(
            """
            \(note)<input id="\(frame.id)" name="\(frame.name)" type="file" accept="\(accept)"\
            \(attribute: "required", when: isRequired && arrived == nil)\(frame.attributes)>
            """
        )
    }

    private var note: HTML {
        guard let arrived else { return .empty }
        let name: HTML = "<bdi>\(arrived.name)</bdi>"
        return """
            <p class="arrived" id="\(frame.id)-arrived">\(t.markup(
                "form.upload.arrived", ["name": name, "size": HTML(escaping: arrived.size)]))</p>\
            <input type="hidden" name="\(arrived.field)" value="\(arrived.id)">
            """
    }
}
