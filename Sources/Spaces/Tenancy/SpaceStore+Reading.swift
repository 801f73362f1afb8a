import Kernel
import Storage

extension SpaceStore {
    /// Those of one module in the transaction's institution, drafts too.
    static func ids(
        of module: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Space.ID] {
        try transaction.column(
            """
            SELECT id FROM space
            WHERE tenant_id = \(transaction.tenant) AND module = \(module)
            ORDER BY id LIMIT \(Limits.spacesPerTenant)
            """
        )
    }

    /// All of the transaction's institution, drafts too.
    static func ids(in transaction: inout Transaction) throws(StorageError) -> [Space.ID] {
        try transaction.column(
            """
            SELECT id FROM space WHERE tenant_id = \(transaction.tenant)
            ORDER BY id LIMIT \(Limits.spacesPerTenant)
            """
        )
    }

    /// Where a space of the transaction's institution is read, and whose it is; nil when there is none.
    static func place(
        of id: Space.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> SpaceAddress? {
        try transaction.first(
            """
            SELECT slug, module, state FROM space
            WHERE tenant_id = \(transaction.tenant) AND id = \(id)
            """
        )
    }

    /// The spaces of every institution, in the order of their menus.
    static func all(
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> [Tenant.ID: [Space]] {
        let most = Limits.tenants * Limits.spacesPerTenant
        let spaces: [RuledRow] = try transaction.all(
            """
            SELECT space.tenant_id, space.id, slug, module, state, \(ruleColumns), language, text
            FROM space \(besideSpace)
            ORDER BY space.tenant_id, position, space.id, rule.number, language
            LIMIT \(most * Limits.ruleRowsPerSpace)
            """
        )
        let phases: [PhaseRow] = try transaction.all(
            """
            SELECT tenant_id, space_id, name, features, opens_at, closes_at FROM space_phase
            ORDER BY tenant_id, space_id, number LIMIT \(most * Limits.phasesPerSpace)
            """
        )
        let settings: [ValueRow] = try transaction.all(
            """
            SELECT tenant_id, space_id, name, '', value FROM space_setting
            ORDER BY tenant_id, space_id, name LIMIT \(most * Limits.settingsPerSpace)
            """
        )
        let texts: [ValueRow] = try transaction.all(
            """
            SELECT tenant_id, space_id, kind, language, text FROM space_text
            ORDER BY tenant_id, space_id, kind, language LIMIT \(most * Limits.textsPerTenant)
            """
        )
        let events: [EventRow] = try transaction.all(
            """
            SELECT tenant_id, space_id, at, phase, closed_at, closes_at, reason FROM space_event
            ORDER BY tenant_id, space_id, number LIMIT \(most * Limits.eventsPerSpace)
            """
        )
        return assemble(spaces, phases, settings, texts, events)
    }

    /// Those of the transaction's institution, drafts too, in the order of their menu.
    static func own(in transaction: inout Transaction) throws(StorageError) -> [Space] {
        let most = Limits.spacesPerTenant
        let spaces: [RuledRow] = try transaction.all(
            """
            SELECT space.tenant_id, space.id, slug, module, state, \(ruleColumns), language, text
            FROM space \(besideSpace)
            WHERE space.tenant_id = \(transaction.tenant)
            ORDER BY position, space.id, rule.number, language
            LIMIT \(most * Limits.ruleRowsPerSpace)
            """
        )
        let phases: [PhaseRow] = try transaction.all(
            """
            SELECT tenant_id, space_id, name, features, opens_at, closes_at FROM space_phase
            WHERE tenant_id = \(transaction.tenant)
            ORDER BY space_id, number LIMIT \(most * Limits.phasesPerSpace)
            """
        )
        let settings: [ValueRow] = try transaction.all(
            """
            SELECT tenant_id, space_id, name, '', value FROM space_setting
            WHERE tenant_id = \(transaction.tenant)
            ORDER BY space_id, name LIMIT \(most * Limits.settingsPerSpace)
            """
        )
        let texts: [ValueRow] = try transaction.all(
            """
            SELECT tenant_id, space_id, kind, language, text FROM space_text
            WHERE tenant_id = \(transaction.tenant)
            ORDER BY space_id, kind, language LIMIT \(most * Limits.textsPerTenant)
            """
        )
        let events: [EventRow] = try transaction.all(
            """
            SELECT tenant_id, space_id, at, phase, closed_at, closes_at, reason FROM space_event
            WHERE tenant_id = \(transaction.tenant)
            ORDER BY space_id, number LIMIT \(most * Limits.eventsPerSpace)
            """
        )
        return assemble(spaces, phases, settings, texts, events)[transaction.tenant] ?? []
    }

    private static func assemble(
        _ spaces: [RuledRow],
        _ phases: [PhaseRow],
        _ settings: [ValueRow],
        _ texts: [ValueRow],
        _ events: [EventRow]
    ) -> [Tenant.ID: [Space]] {
        let eventsOf = Dictionary(grouping: events, by: \.place)
        let phasesOf = Dictionary(grouping: phases, by: \.place)
        let settingsOf = Dictionary(grouping: settings, by: \.place)
        let textsOf = Dictionary(grouping: texts, by: \.place)
        let rulesOf = Dictionary(grouping: spaces, by: \.space.place)
        return Dictionary(grouping: RuledRow.spaces(spaces), by: \.place.tenant).mapValues { rows in
            rows.map { row in
                row.space(
                    phases: phasesOf[row.place, default: []].map(\.phase),
                    settings: settingsOf[row.place, default: []],
                    texts: textsOf[row.place, default: []],
                    events: eventsOf[row.place, default: []].map(\.event),
                    rules: rulesOf[row.place, default: []].map(\.rule).rules
                )
            }
        }
    }
}

/// Where a space is read.
struct SpaceAddress: RowReadable {
    let slug: String
    let module: String
    let isPublic: Bool

    init(reading row: inout RowReader) throws(StorageError) {
        slug = try row.next()
        module = try row.next()
        let state: String = try row.next()
        isPublic = Space.State(rawValue: state).map { $0 != .draft } ?? false
    }
}

/// Which space of which institution.
private struct SpacePlace: Hashable {
    let tenant: Tenant.ID
    let space: Space.ID

    init(reading row: inout RowReader) throws(StorageError) {
        tenant = try row.next()
        space = try row.next()
    }
}

private struct SpaceRow: RowReadable {
    let place: SpacePlace
    private let slug: String
    private let module: String
    private let state: Space.State

    init(reading row: inout RowReader) throws(StorageError) {
        place = try SpacePlace(reading: &row)
        slug = try row.next()
        module = try row.next()
        // What a newer program has written is shown to nobody.
        state = Space.State(rawValue: try row.next()) ?? .draft
    }

    func space(
        phases: [Phase],
        settings: [ValueRow],
        texts: [ValueRow],
        events: [SpaceEvent],
        rules: [SpaceRule]
    ) -> Space {
        Space(
            id: place.space,
            slug: slug,
            module: module,
            state: state,
            texts: SpaceTexts(
                titles: Self.texts(.title, texts),
                purposes: Self.texts(.purpose, texts)
            ),
            phases: phases,
            settings: SettingValues(
                settings.reduce(into: [:]) { values, row in values[row.name] = row.value }
            ),
            events: events,
            rules: rules
        )
    }

    private static func texts(
        _ kind: SpaceStore.TextKind,
        _ rows: [ValueRow]
    ) -> [LanguageTag: String] {
        rows.reduce(into: [:]) { texts, row in
            if row.name == kind.rawValue, let language = LanguageTag(row.language) {
                texts[language] = row.value
            }
        }
    }
}

/// A space with one of its rules, or none.
private struct RuledRow: RowReadable {
    let space: SpaceRow
    let rule: RuleRow

    init(reading row: inout RowReader) throws(StorageError) {
        space = try SpaceRow(reading: &row)
        rule = try RuleRow(reading: &row)
    }

    /// Each space once, in their order.
    static func spaces(_ rows: [RuledRow]) -> [SpaceRow] {
        var found: [SpaceRow] = []
        for row in rows where found.last?.place != row.space.place { found.append(row.space) }
        return found
    }
}

private struct PhaseRow: RowReadable {
    let place: SpacePlace
    let phase: Phase

    init(reading row: inout RowReader) throws(StorageError) {
        place = try SpacePlace(reading: &row)
        let name: String = try row.next()
        let features: String = try row.next()
        let opensAt: Instant? = try row.next()
        phase = Phase(
            name,
            features: Set(features.split(separator: " ").map { Feature(String($0)) }),
            opensAt: opensAt,
            closesAt: try row.next()
        )
    }
}

private struct EventRow: RowReadable {
    let place: SpacePlace
    let event: SpaceEvent

    init(reading row: inout RowReader) throws(StorageError) {
        place = try SpacePlace(reading: &row)
        event = SpaceEvent(
            at: try row.next(),
            phase: try row.next(),
            closedAt: try row.next(),
            closesAt: try row.next(),
            reason: try row.next()
        )
    }
}

/// A setting, or a text in a language.
private struct ValueRow: RowReadable {
    let place: SpacePlace
    let name: String
    let language: String
    let value: String

    init(reading row: inout RowReader) throws(StorageError) {
        place = try SpacePlace(reading: &row)
        name = try row.next()
        language = try row.next()
        value = try row.next()
    }
}
