package import Kernel

/// What a sealed statement is bound to: it opens for this subject, state and form, or not at all.
package struct SealingContext: Sendable, Hashable {
    package let tenant: String
    /// As ``Subject/description`` writes it.
    package let subject: String
    package let state: String
    /// The version of the form that was filled in.
    package let form: String

    package init(tenant: Tenant.ID, subject: Subject, state: String, form: String) {
        self.tenant = tenant.text
        self.subject = subject.description
        self.state = state
        self.form = form
    }

    package init(tenant: String, subject: String, state: String, form: String) {
        self.tenant = tenant
        self.subject = subject
        self.state = state
        self.form = form
    }

    /// The associated data; browsers build the same (`Public/js/seal.js`).
    var associatedData: [UInt8] {
        Array([tenant, subject, state, form].joined(separator: "|").utf8)
    }

    /// The `info` of HPKE: what this key exchange is for.
    static let info = Array("parvis/statement/1".utf8)
}
