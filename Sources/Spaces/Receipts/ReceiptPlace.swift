package import Kernel
package import Markup

/// The subject whose receipts are checked on a page, as its readers know it.
package struct ReceiptPlace: Sendable {
    /// As in its address.
    package let id: String
    package let subject: Subject
    package let title: String
    /// The language of the title.
    package let language: String
    /// The pages above, from the list of the space down.
    package let above: [NavigationLink]
    /// What leads back to it.
    package let back: String

    package init(
        id: String,
        subject: Subject,
        title: String,
        language: String,
        above: [NavigationLink],
        back: String
    ) {
        self.id = id
        self.subject = subject
        self.title = title
        self.language = language
        self.above = above
        self.back = back
    }
}
