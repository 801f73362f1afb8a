package import Kernel
package import Storage

/// What the house can do with one kind of a module's subjects, without knowing the module.
///
/// Whatever takes ids takes as many as a page or a batch has (`Limits.moderationBatch`), and asks as many
/// statements for all of them as for one.
package struct SubjectHooks: Sendable {
    package typealias Cards =
        @Sendable ([String], inout Transaction) throws -> [String: SubjectCard]
    package typealias Wholes =
        @Sendable ([String], inout Transaction) throws -> [String: SubjectWhole]
    package typealias Action = @Sendable ([String], inout Transaction) throws -> Void

    /// Who decides whether people see one.
    package enum Authority: Sendable {
        /// Published by people and answered for by the institution: it can be hidden, and shown again.
        case moderated(hide: Action, restore: Action)
        /// Published by an authority elsewhere: nobody here may hide it.
        case official
    }

    package let kind: Subject.Kind
    /// Those of the transaction's space that are there, hidden or not, by their ids.
    package let cards: Cards
    /// The same with all that readers see of each, and what stands around it.
    package let wholes: Wholes
    package let visibility: Authority
    /// Where whoever has a role for one of them works; nil where there are no such roles.
    package let desk: SubjectDesk?

    package init(
        kind: Subject.Kind,
        cards: @escaping Cards,
        wholes: Wholes? = nil,
        visibility: Authority,
        desk: SubjectDesk? = nil
    ) {
        self.kind = kind
        self.cards = cards
        self.wholes =
            wholes ?? { ids, transaction in
                try cards(ids, &transaction).mapValues { card in
                    SubjectWhole(texts: [card.title, card.excerpt])
                }
            }
        self.visibility = visibility
        self.desk = desk
    }

    /// Of subjects that are read one by one: for kinds that no list of moderators holds.
    package init(
        kind: Subject.Kind,
        load: @escaping @Sendable (String, inout Transaction) throws -> SubjectCard?,
        visibility: Authority,
        desk: SubjectDesk? = nil
    ) {
        self.init(
            kind: kind,
            cards: { ids, transaction in
                var cards: [String: SubjectCard] = [:]
                for id in ids { cards[id] = try load(id, &transaction) }
                return cards
            },
            visibility: visibility,
            desk: desk
        )
    }

    /// One of the transaction's space, hidden or not; nil when it is not there.
    package func load(
        _ id: String,
        in transaction: inout Transaction
    ) throws -> SubjectCard? {
        try cards([id], &transaction)[id]
    }

    /// Whether it can be hidden here.
    package var isModerated: Bool {
        if case .moderated = visibility { true } else { false }
    }
}
