/// One thing to agree to.
package struct CheckboxField: Component {
    private let frame: FieldFrame
    private let isChecked: Bool

    package init(_ frame: FieldFrame, isChecked: Bool) {
        self.frame = frame
        self.isChecked = isChecked
    }

    package var html: HTML {
        """
        <label class="choice"><input type="checkbox" id="\(frame.id)" name="\(frame.name)" \
        value="yes"\(attribute: "checked", when: isChecked)\(frame.attributes)>\
        <span>\(frame.label)\(frame.notes)</span></label>

        """
    }
}
