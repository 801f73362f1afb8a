package import Kernel
import Storage
import Web

extension Tenants {
    /// Adds a space at the end of an institution's menu, with the phases that its module begins with and
    /// with what is asked for; a draft, unless its state is said.
    package func addSpace(
        of module: String,
        at slug: String,
        to tenant: Tenant.ID,
        _ change: SpaceChange = SpaceChange()
    ) async throws -> Result<Space, SpaceChange.Refusal> {
        guard let manifest = manifests[module] else { return .failure(.unknownModule(module)) }
        return try await changing(tenant) { site, transaction in
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
            try check(change, of: new, in: site)
            try SpaceStore.insert(new, of: tenant, in: &transaction)
            try Self.write(change, to: new, of: tenant, in: &transaction)
            return new.id
        }
    }

    /// Changes a space, all or nothing, after everything that is asked for was checked.
    package func edit(
        _ space: Space.ID,
        of tenant: Tenant.ID,
        _ change: SpaceChange
    ) async throws -> Result<Space, SpaceChange.Refusal> {
        try await changing(tenant) { site, transaction in
            guard let old = site.spaces.first(where: { $0.id == space }) else {
                throw SpaceChange.Refusal.unknownSpace
            }
            try check(change, of: old, in: site)
            try Self.write(change, to: old, of: tenant, in: &transaction)
            return space
        }
    }

    /// One transaction in which the spaces of an institution do not change under it; gives the space as it is then.
    private func changing(
        _ tenant: Tenant.ID,
        _ body: @escaping @Sendable (Site, inout SharedTransaction) throws -> Space.ID
    ) async throws -> Result<Space, SpaceChange.Refusal> {
        do {
            let space = try await database.writeShared { transaction in
                let before = try TenantStore.sites(in: &transaction)
                guard let site = before.first(where: { $0.tenant.id == tenant }) else {
                    throw SpaceChange.Refusal.unknownTenant
                }
                let id = try body(site, &transaction)
                try TenancyRevisionStore.advance(in: &transaction)
                return try SpaceStore.all(in: &transaction)[tenant]?.first { $0.id == id }
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
        in site: Site
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
        if let phases = change.phases { try manifest.check(phases) }
    }

    private static func write(
        _ change: SpaceChange,
        to space: Space,
        of tenant: Tenant.ID,
        in transaction: inout SharedTransaction
    ) throws(StorageError) {
        try SpaceStore.update(
            space.id,
            slug: change.slug ?? space.slug,
            state: change.state ?? space.state,
            of: tenant,
            in: &transaction
        )
        for (language, text) in change.titles {
            try SpaceStore.set(
                .title,
                in: language,
                to: text,
                of: space.id,
                of: tenant,
                in: &transaction
            )
        }
        for (language, text) in change.purposes {
            try SpaceStore.set(
                .purpose,
                in: language,
                to: text,
                of: space.id,
                of: tenant,
                in: &transaction
            )
        }
        for (name, value) in change.settings {
            try SpaceStore.set(name, to: value, in: space.id, of: tenant, in: &transaction)
        }
        if let phases = change.phases {
            try SpaceStore.replacePhases(
                of: space.id,
                with: phases,
                of: tenant,
                in: &transaction
            )
        }
    }
}
