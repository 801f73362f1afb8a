/// What a form carries that nobody types.
package struct HiddenFields: Component {
    private let fields: [(name: String, value: String)]

    package init(_ fields: [(name: String, value: String)]) { self.fields = fields }

    package var html: HTML {
        let inputs = fields.map { field -> HTML in
            """
            <input type="hidden" name="\(field.name)" value="\(field.value)">
            """
        }
        return "\(inputs)"
    }
}
