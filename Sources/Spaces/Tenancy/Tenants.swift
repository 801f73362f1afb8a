package import Audit
package import Kernel
import Localization
package import Storage
package import Web

/// The institutions of this installation: what an operator can do with them.
package struct Tenants: Sendable {
    let database: Database
    let audit: Audit
    let manifests: [String: ModuleManifest]
    /// Where the server's own letters come from, if that is set; staff may send from there too.
    package var mailDomain: String?
    private let languages: Set<LanguageTag>

    /// Only these modules and languages can be offered.
    package init(
        database: Database,
        audit: Audit,
        modules: [ModuleManifest],
        languages: [LanguageTag]
    ) {
        self.database = database
        self.audit = audit
        manifests = Dictionary(uniqueKeysWithValues: modules.map { ($0.id, $0) })
        self.languages = Set(languages)
    }

    package enum CreateRefusal: Error, Equatable, Sendable {
        case idTaken
        case hostTaken(String)
        case invalidHost(String)
        case invalidName
        case invalidPurpose
        /// It has no pages in the language of one of its texts.
        case languageNotOffered(String)
        case unknownLanguage(String)
        case unknownModule(String)
        /// A space's address would be none, or that of a page or a language of the site.
        case invalidSpace(String)
        /// Two spaces would have one address.
        case repeatedSpace(String)
    }

    /// Makes an institution with its host names and spaces, all or nothing.
    ///
    /// A space without phases begins with those of its module.
    package func create(_ site: Site, at now: Instant) async throws -> Result<Site, CreateRefusal> {
        if let refusal = check(site) { return .failure(refusal) }
        let site = Site(
            tenant: site.tenant,
            hosts: site.hosts,
            spaces: site.spaces.map { $0.phased(by: manifests[$0.module]?.phases ?? []) },
            look: site.look
        )
        let scope = Scope(tenant: site.tenant.id, actor: .operatorOfServer, now: now)
        do {
            try await database.write(in: scope) { transaction in
                guard try TenantStore.insert(site.tenant, in: &transaction) else {
                    throw CreateRefusal.idTaken
                }
                try TenancyRevisionStore.advance(in: &transaction)
                try Self.write(site.tenant, in: &transaction)
                for host in site.hosts {
                    guard try TenantStore.insert(host: host, in: &transaction) else {
                        throw CreateRefusal.hostTaken(host)
                    }
                }
                for space in site.spaces { try SpaceStore.insert(space, in: &transaction) }
                try noteMaking(of: site, in: &transaction)
            }
        } catch let refusal as CreateRefusal {
            // Thrown, not returned, so that the institution is not left without its host name.
            return .failure(refusal)
        }
        return .success(site)
    }

    /// What it says of itself beside its name in its first language.
    private static func write(
        _ tenant: Tenant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        for (language, name) in tenant.name.others {
            try TenantTextStore.set(.name, in: language, to: name, in: &transaction)
        }
        for (language, text) in tenant.purposes {
            try TenantTextStore.set(.purpose, in: language, to: text, in: &transaction)
        }
    }

    /// Lets every server read the institutions anew within a second, and its modules forget what they
    /// remember of the database; a part of the transaction that makes it necessary.
    package static func announce(in transaction: inout Transaction) throws {
        try TenancyRevisionStore.advance(in: &transaction)
    }

    /// Lets every server forget within a second what it shows and remembers of this institution, because
    /// something was taken from its readers: a part of the transaction that takes it, and the last.
    ///
    /// However many institutions there are, none is read anew, and no page of another one is made anew.
    package static func announceGone(in transaction: inout Transaction) throws {
        try TenancyRevisionStore.noteGone(in: &transaction)
    }

    /// What tells a server whether it has to read or to forget.
    package func look() async throws -> TenancyRevision {
        try await database.readShared { try TenancyRevisionStore.look(in: &$0) }
    }

    /// Of whose readers something was taken since that number; nil where everything is to be forgotten.
    func gone(since number: Int) async throws -> Set<Tenant.ID>? {
        let found = try await database.readShared {
            try TenancyRevisionStore.gone(since: number, in: &$0)
        }
        // A program from before names none.
        return found?.isEmpty == true ? nil : found
    }

    /// Every institution, listed or not.
    package func all() async throws -> [Site] {
        try await database.readShared { try TenantStore.sites(in: &$0) }
    }

    /// What the server does by itself in each institution.
    package func scopes(at now: Instant) async throws -> [Scope] {
        let ids = try await database.readShared { try TenantStore.ids(in: &$0) }
        return ids.map { Scope(tenant: $0, actor: .server, now: now) }
    }

    /// An institution with its host names and without its spaces; nil when there is none.
    package func place(of id: Tenant.ID) async throws -> Site? {
        try await database.readShared { transaction in
            guard let tenant = try TenantStore.find(id, in: &transaction) else { return nil }
            let host = try TenantStore.firstHost(of: id, in: &transaction)
            return Site(tenant: tenant, hosts: [host].compactMap(\.self), spaces: [])
        }
    }

    /// What the server does by itself in each space of a module, in all institutions.
    package func scopes(of module: String, at now: Instant) async throws -> [Scope] {
        try await all().flatMap { site in
            site.spaces.filter { $0.module == module }.map { space in
                Scope(
                    tenant: site.tenant.id,
                    space: space.id,
                    actor: .server,
                    now: now
                )
            }
        }
    }

    /// Every institution, and the revision at which they were read.
    package struct Listing: Sendable {
        package let revision: Int
        package let sites: [Site]
    }

    /// Every institution; nil when nothing has changed since that revision.
    package func all(since revision: Int?) async throws -> Listing? {
        try await database.readShared { transaction in
            let current = try TenancyRevisionStore.current(in: &transaction)
            guard current != revision else { return nil }
            return Listing(revision: current, sites: try TenantStore.sites(in: &transaction))
        }
    }

    private func check(_ site: Site) -> CreateRefusal? {
        let tenant = site.tenant
        guard tenant.name.all.allSatisfy(Self.isName) else { return .invalidName }
        guard tenant.purposes.values.allSatisfy(Self.isPurpose) else { return .invalidPurpose }
        for language in tenant.languages where !languages.contains(language) {
            return .unknownLanguage(language.text)
        }
        for language in Set(tenant.name.others.keys).union(tenant.purposes.keys)
        where !tenant.languages.contains(language) {
            return .languageNotOffered(language.text)
        }
        for space in site.spaces where manifests[space.module] == nil {
            return .unknownModule(space.module)
        }
        for space in site.spaces where !isFree(space.slug) { return .invalidSpace(space.slug) }
        for (index, space) in site.spaces.enumerated()
        where site.spaces[..<index].contains(where: { $0.slug == space.slug }) {
            return .repeatedSpace(space.slug)
        }
        precondition(
            Set(site.spaces.map(\.id)).count == site.spaces.count
                && site.spaces.allSatisfy { $0.id > .site }
        )
        for host in site.hosts where !Self.isHost(host) { return .invalidHost(host) }
        return nil
    }

    /// Whether there are pages in that language.
    func offers(_ language: LanguageTag) -> Bool { languages.contains(language) }

    /// Whether a space can stand at this address without hiding anything.
    func isFree(_ slug: String) -> Bool {
        Slug.isValid(slug, length: 1...Limits.slugBytes) && !ReservedNames.all.contains(slug)
            && !ReservedNames.others.contains(slug)
            && !languages.contains { $0.text == slug }
    }

    static func isName(_ text: String) -> Bool {
        // It stands in the subjects of letters.
        (1...Limits.institutionNameCharacters).contains(text.unicodeScalars.count)
            && PlainText.isVisible(text)
    }

    static func isPurpose(_ text: String) -> Bool {
        (1...Limits.purposeCharacters).contains(text.unicodeScalars.count)
            && PlainText.isVisible(text)
    }

    /// A host name in lower case, without a port, that is not one of this machine's own.
    private static func isHost(_ host: String) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        // An address of digits is no name: the last label of a name has a letter (RFC 3696 §2).
        let hasName = labels.last?.utf8.contains { (0x61...0x7A).contains($0) } == true
        return hasName && host.utf8.count <= 253 && host != "localhost"
            && !host.hasSuffix(".localhost")
            && labels.allSatisfy { Slug.isValid($0, length: 1...63) }
    }
}
