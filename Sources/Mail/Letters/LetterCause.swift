extension Letter {
    /// Whose doing a letter is.
    ///
    /// Each cause has a budget of its own at an address, so that nobody uses up what somebody else needs:
    /// strangers who ask for registrations take no sign-in link from the owner, and neither takes
    /// anything from a warning, which is a ``Warning`` and never refused.
    package enum Cause: Sendable, Codable, Hashable {
        /// Anybody who knows or guesses the address, from a network; nil on a socket of this machine.
        ///
        /// One network gets only a share of the budget, so that it is not used up from one place.
        case anybody(Request, network: [UInt8]?)
        /// Somebody signed in, who writes to an address that is not theirs, or not yet; or a module, in
        /// answer to what its reader did.
        case member
        /// The owner of the address, who has proved it in this browser.
        case owner
        /// Something was changed that its owner has to know of.
        case warning
        /// Something happened that its reader wants to hear of, and may stop.
        case news
        /// Something was decided about what its reader did: nobody else's news uses this up.
        case duty
        /// Somebody wants to be told what becomes of a report or an appeal, and typed this address; nobody has
        /// proved that it is theirs.
        case report
    }

    /// What anybody can ask for with nothing but an address.
    package enum Request: String, Sendable, Codable {
        case registration
        case signIn = "sign-in"
        case password
        /// To be told of something by email, without an account.
        case following
        /// To sign something by answering an email.
        case signature
    }
}

extension Letter.Cause {
    /// What the table keeps: letters of one name share a budget.
    var name: String {
        switch self {
        case .anybody(let request, _): request.rawValue
        case .member: "member"
        case .owner: "owner"
        case .warning: "warning"
        case .news: "news"
        case .duty: "duty"
        case .report: "report"
        }
    }
}
