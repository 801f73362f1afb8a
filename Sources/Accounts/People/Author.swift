package import Kernel
package import Localization
package import Markup

/// Who wrote something, as readers may see them: a name, or that they have left.
package enum Author: Sendable, Hashable {
    case member(name: String)
    /// The account is gone, or never was one of this institution.
    case gone

    /// In the reader's words.
    package func name(_ t: Translator) -> String {
        switch self {
        case .member(let name): name
        case .gone: t("people.gone")
        }
    }

    /// The name apart from the text around it, so that one written from right to left turns nothing else.
    package func html(_ t: Translator) -> HTML {
        switch self {
        case .member(let name): "<bdi>\(name)</bdi>"
        case .gone: "\(t("people.gone"))"
        }
    }
}

/// The authors of everything on one page.
package struct Authors: Sendable {
    private let names: [Member.ID: String]

    /// Of nobody: whoever is asked for is gone.
    package static let nobody = Authors([])

    init(_ members: [(id: Member.ID, name: String)]) {
        names = Dictionary(members.map { ($0.id, $0.name) }) { first, _ in first }
    }

    /// Whoever has an id that nobody has any more, or none, is gone.
    package subscript(_ id: Member.ID?) -> Author {
        id.flatMap { names[$0] }.map { .member(name: $0) } ?? .gone
    }
}
