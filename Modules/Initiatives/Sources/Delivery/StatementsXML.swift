import Markup

/// Opened statements as XML, in the order of annex III; `docs/schema/statements-1.xsd` describes it.
package struct StatementsXML: Sendable {
    private let manifest: DeliveryManifest

    package init(manifest: DeliveryManifest) {
        self.manifest = manifest
    }

    /// Everything before the first statement.
    package var head: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <statementsOfSupport xmlns="urn:parvis:eci:statements:1">
          <initiative>
            <registrationNumber>\(text(manifest.registrationNumber))</registrationNumber>
            <title>\(text(manifest.title))</title>
            <collectionFrom>\(text(manifest.firstDay))</collectionFrom>
            <collectionTo>\(text(manifest.lastDay))</collectionTo>
          </initiative>
          <memberState>\(text(manifest.state))</memberState>
          <form>\(text(manifest.form))</form>
          <statements>

        """
    }

    package func element(_ opened: OpenedStatement) -> String {
        let content = opened.content
        var lines = [
            tag("fullFirstNames", content.firstNames), tag("familyNames", content.familyNames),
        ]
        if let number = content.number {
            lines.append(tag("number", number))
            lines.append(tag("kindOfNumber", content.numberKind ?? ""))
        } else {
            lines.append("      <residence>")
            let parts = [
                ("street", content.street), ("houseNumber", content.houseNumber),
                ("postalCode", content.postalCode), ("city", content.city),
                ("country", content.country),
            ]
            lines += parts.map { "  " + tag($0.0, $0.1 ?? "") }
            lines.append("      </residence>")
            lines.append(tag("dateOfBirth", content.birthDate ?? ""))
        }
        lines.append(tag("date", opened.day))
        return """
                <statement number="\(opened.number)">
            \(lines.joined(separator: "\n"))
                </statement>

            """
    }

    /// Everything after the last: how many there are, and what is wrong with the others.
    package func tail(_ check: DeliveryCheck, isChecked: Bool) -> String {
        """
          </statements>
          <delivered>\(manifest.statements)</delivered>
          <taken>\(check.taken)</taken>
          <unreadable>\(check.unreadable.count)</unreadable>
          <ofOtherStates>\(check.ofOtherStates.count)</ofOtherStates>
          <wrongDigests>\(check.wrongDigests.count)</wrongDigests>
          <repeated>\(check.repeated.count)</repeated>
          <digestsAreChecked>\(isChecked)</digestsAreChecked>
          <collectionIsOver>\(manifest.isCollectionOver)</collectionIsOver>
        </statementsOfSupport>

        """
    }

    private func tag(_ name: String, _ value: String) -> String {
        "      <\(name)>\(text(value))</\(name)>"
    }

    /// Escaped, without the control characters that XML 1.0 cannot carry (§2.2).
    private func text(_ value: String) -> String {
        var allowed = String.UnicodeScalarView()
        for scalar in value.unicodeScalars {
            let isText = scalar.value >= 0x20 || scalar == "\t" || scalar == "\n"
            allowed.append(
                isText && scalar.value < 0xFFFE || scalar.value > 0xFFFF ? scalar : "\u{FFFD}"
            )
        }
        return HTML(escaping: String(allowed)).text
    }
}
