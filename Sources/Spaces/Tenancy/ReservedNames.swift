/// First parts of addresses that pages of every site have, or will have.
///
/// A space of that name would stand before the page: people who want to sign in would come to the space.
/// A test compares the list with the routes themselves, those of development too.
enum ReservedNames {
    static let all: Set<String> = [
        "accessibility", "account", "addresses", "admin", "appeals", "deletions", "design",
        "development", "invitations", "legal-notice", "letters", "looks", "moderation",
        "moderation-policy", "notifications", "passwords", "privacy", "register",
        "registrations", "reports", "robots.txt", "roles", "session", "sign-in", "sign-out",
        "signed-out", "sitemap.xml", "sitemaps", "suspensions", "terms",
    ]

    /// What is no route of a site but means something in front of all of them, or soon may.
    static let others: Set<String> = [
        "about", "api", "assets", "contact", "health", "help", "legal", "metrics",
        "search", "spaces", "static", "status",
    ]
}
