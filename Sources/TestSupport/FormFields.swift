/// A field of a form, as it stands in a page.
package struct FormField: Sendable, Hashable {
    package let name: String
    /// Whether it proves who somebody is: a password or a one-time code, by what browsers are told.
    package let isSecret: Bool
}

extension HTTPAnswer {
    /// Every field with a name in the forms of a page that are sent, read from its markup.
    package var formFields: Set<FormField> {
        let forms = text.split(separator: "<form ").dropFirst().filter { form in
            form.prefix { $0 != ">" }.contains("method=\"post\"")
        }
        let tags = forms.flatMap { form in
            form.prefix(upTo: form.firstRange(of: "</form>")?.lowerBound ?? form.endIndex)
                .split(separator: "<")
        }
        return Set(
            tags.compactMap { tag in
                guard ["input ", "select ", "textarea "].contains(where: tag.hasPrefix),
                    let name = Self.attribute("name", of: tag)
                else { return nil }
                let isSecret =
                    Self.attribute("type", of: tag) == "password"
                    || Self.attribute("autocomplete", of: tag) == "one-time-code"
                return FormField(name: name, isSecret: isSecret)
            }
        )
    }

    private static func attribute(_ name: String, of tag: Substring) -> String? {
        guard let start = tag.firstRange(of: " \(name)=\"") else { return nil }
        return String(tag[start.upperBound...].prefix { $0 != "\"" })
    }
}
