package import Kernel
package import Localization

extension Space {
    /// What it is called in a language: its own title there, or else what its module is called.
    package func title(_ t: Translator) -> String {
        texts.titles[t.language] ?? t(MessageKey("space", module))
    }
}
