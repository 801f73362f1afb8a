package import Kernel
package import Localization

extension Space {
    /// What it is called in a language: its own title there, or else what its module is called.
    package func title(_ t: Translator) -> String {
        texts.titles[t.language] ?? t(MessageKey("space", module))
    }

    /// What somebody has called it in a language; nil where nobody has.
    package func ownTitle(_ t: Translator) -> String? { texts.titles[t.language] }

    /// What somebody has said that people can do there; nil where nobody has.
    package func purpose(_ t: Translator) -> String? { texts.purposes[t.language] }
}
