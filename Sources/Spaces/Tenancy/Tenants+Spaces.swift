package import Kernel
import Storage
import Web

extension Tenants {
    /// Adds a space at the end of an institution's menu, with the phases that its module begins with and
    /// with what is asked for; a draft, unless its state is said.
    package func addSpace(
        of module: String,
        at slug: String,
        _ change: SpaceChange = SpaceChange(),
        in scope: Scope
    ) async throws -> Result<Space, SpaceChange.Refusal> {
        guard let manifest = manifests[module] else { return .failure(.unknownModule(module)) }
        return try await changing(in: scope) { site, transaction in
            guard site.spaces.count < Limits.spacesPerTenant else {
                throw SpaceChange.Refusal.tooMany
            }
            let new = Space(
                id: Space.ID((site.spaces.map(\.id.number).max() ?? 0) + 1),
                slug: slug,
                module: module,
                state: change.state ?? .draft,
                phases: manifest.phases
            )
            var change = change
            change.slug = slug
            try check(change, of: new, in: site, at: transaction.now)
            try SpaceStore.insert(new, in: &transaction)
            try Self.write(change, to: new, in: &transaction)
            try copy(change.rules, to: new.id, in: &transaction)
            return new.id
        }
    }

    /// Changes a space, all or nothing, after everything that is asked for was checked.
    package func edit(
        _ space: Space.ID,
        _ change: SpaceChange,
        in scope: Scope
    ) async throws -> Result<Space, SpaceChange.Refusal> {
        try await changing(in: scope) { site, transaction in
            guard let old = site.spaces.first(where: { $0.id == space }) else {
                throw SpaceChange.Refusal.unknownSpace
            }
            guard change.expected ?? old.mark == old.mark else {
                throw SpaceChange.Refusal.changedMeanwhile
            }
            try check(change, of: old, in: site, at: transaction.now)
            try Self.write(change, to: old, in: &transaction)
            if let wish = change.extension { try extend(old, wish, in: &transaction) }
            return space
        }
    }

    /// One transaction in which the spaces of an institution do not change under it; gives the space as it is then.
    private func changing(
        in scope: Scope,
        _ body: @escaping @Sendable (Site, inout Transaction) throws -> Space.ID
    ) async throws -> Result<Space, SpaceChange.Refusal> {
        do {
            let space = try await database.write(in: scope.entering(.site)) { transaction in
                guard let before = try TenantStore.own(in: &transaction) else {
                    throw SpaceChange.Refusal.unknownTenant
                }
                let id = try body(before, &transaction)
                try TenancyRevisionStore.advance(in: &transaction)
                let after = try SpaceStore.own(in: &transaction).first { $0.id == id }
                if let after {
                    let old = before.spaces.first { $0.id == id }
                    let zone = before.tenant.zone
                    try note(after, after: old, in: zone, in: &transaction)
                }
                return after
            }
            return space.map { .success($0) } ?? .failure(.unknownSpace)
        } catch let refusal as SpaceChange.Refusal {
            // Thrown, not returned, so that nothing of it is kept.
            return .failure(refusal)
        }
    }

    private func check(
        _ change: SpaceChange,
        of space: Space,
        in site: Site,
        at now: Instant
    ) throws(SpaceChange.Refusal) {
        if let slug = change.slug {
            guard isFree(slug) else { throw .invalidSlug(slug) }
            guard !site.spaces.contains(where: { $0.slug == slug && $0.id != space.id }) else {
                throw .slugTaken(slug)
            }
        }
        if change.state == .draft, space.state != .draft { throw .notBackToDraft }
        for language in Set(change.titles.keys).union(change.purposes.keys).sorted()
        where !site.tenant.languages.contains(language) {
            throw .languageNotOffered(language.text)
        }
        guard change.titles.values.allSatisfy({ $0.isEmpty || Self.isName($0) }) else {
            throw .invalidTitle
        }
        guard change.purposes.values.allSatisfy({ $0.isEmpty || Self.isPurpose($0) }) else {
            throw .invalidPurpose
        }
        guard let manifest = manifests[space.module] else { throw .unknownModule(space.module) }
        for (name, value) in change.settings.sorted(by: { $0.key < $1.key }) {
            guard let setting = manifest.settings.first(where: { $0.name == name }) else {
                throw .unknownSetting(name)
            }
            guard value.map(setting.kind.accepts) ?? true else { throw .unfitSetting(name) }
        }
        if let phases = change.phases {
            try manifest.check(phases)
            try space.checkLengths(of: phases, at: now)
        }
    }

    /// A phase that goes on lasts longer; one that is over does not begin again.
    private func extend(
        _ space: Space,
        _ wish: SpaceChange.Extension,
        in transaction: inout Transaction
    ) throws {
        let now = transaction.now
        let found = space.phases.first { $0.name == wish.phase && $0.isRunning(at: now) }
        guard space.state == .published, let found, let end = found.closesAt else {
            throw SpaceChange.Refusal.phaseOver
        }
        guard wish.closesAt > end else { throw SpaceChange.Refusal.notLater }
        guard Self.isPurpose(wish.reason) else { throw SpaceChange.Refusal.invalidReason }
        guard space.events.count < Limits.eventsPerSpace else {
            throw SpaceChange.Refusal.tooManyExtensions
        }
        let phases = space.phases.map { $0 == found ? found.ending(at: wish.closesAt) : $0 }
        try manifests[space.module]?.check(phases)
        try SpaceStore.extend(
            found,
            to: wish.closesAt,
            because: wish.reason,
            of: space,
            in: &transaction
        )
    }

    private static func write(
        _ change: SpaceChange,
        to space: Space,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try SpaceStore.update(
            space.id,
            slug: change.slug ?? space.slug,
            state: change.state ?? space.state,
            in: &transaction
        )
        for (language, text) in change.titles {
            try SpaceStore.set(.title, in: language, to: text, of: space.id, in: &transaction)
        }
        for (language, text) in change.purposes {
            try SpaceStore.set(.purpose, in: language, to: text, of: space.id, in: &transaction)
        }
        for (name, value) in change.settings {
            try SpaceStore.set(name, to: value, in: space.id, in: &transaction)
        }
        if let phases = change.phases {
            try SpaceStore.replacePhases(of: space.id, with: phases, in: &transaction)
        }
    }
}
