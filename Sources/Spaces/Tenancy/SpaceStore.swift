import Kernel
import Storage

/// Every SQL text that touches `space` and what is set in it.
enum SpaceStore {
    static func insert(
        _ space: Space,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO space (tenant_id, id, slug, module, state, position)
            VALUES (
                \(transaction.tenant), \(space.id), \(space.slug), \(space.module), \(space.state.rawValue),
                \(space.id.number)
            )
            """
        )
        try replacePhases(of: space.id, with: space.phases, in: &transaction)
    }

    static func update(
        _ space: Space.ID,
        slug: String,
        state: Space.State,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE space SET slug = \(slug), state = \(state.rawValue)
            WHERE tenant_id = \(transaction.tenant) AND id = \(space)
            """
        )
    }

    /// Where it stands in the menu.
    static func move(
        _ space: Space.ID,
        to position: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE space SET position = \(position)
            WHERE tenant_id = \(transaction.tenant) AND id = \(space)
            """
        )
    }

    static func replacePhases(
        of space: Space.ID,
        with phases: [Phase],
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            "DELETE FROM space_phase WHERE tenant_id = \(transaction.tenant) AND space_id = \(space)"
        )
        for (index, phase) in phases.enumerated() {
            let features = phase.features.map(\.name).sorted().joined(separator: " ")
            try transaction.run(
                """
                INSERT INTO space_phase (
                    tenant_id, space_id, number, name, features, opens_at, closes_at
                )
                VALUES (
                    \(transaction.tenant), \(space), \(index + 1), \(phase.name), \(features),
                    \(phase.opensAt), \(phase.closesAt)
                )
                """
            )
        }
    }

    /// Notes that a phase lasts longer, and sets its end.
    static func extend(
        _ phase: Phase,
        to closesAt: Instant,
        because reason: String,
        of space: Space,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO space_event (
                tenant_id, space_id, number, at, phase, closed_at, closes_at, reason
            )
            VALUES (
                \(transaction.tenant), \(space.id), \(space.events.count + 1), \(transaction.now),
                \(phase.name), \(phase.closesAt), \(closesAt), \(reason)
            )
            """
        )
        let phases = space.phases.map { $0 == phase ? phase.ending(at: closesAt) : $0 }
        try replacePhases(of: space.id, with: phases, in: &transaction)
    }

    /// Writes a setting, or gives it back to its standard when the value is nil.
    static func set(
        _ name: String,
        to value: String?,
        in space: Space.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard let value else {
            return try transaction.run(
                """
                DELETE FROM space_setting
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(space) AND name = \(name)
                """
            )
        }
        try transaction.run(
            """
            INSERT INTO space_setting (tenant_id, space_id, name, value)
            VALUES (\(transaction.tenant), \(space), \(name), \(value))
            ON CONFLICT (tenant_id, space_id, name) DO UPDATE SET value = excluded.value
            """
        )
    }

    enum TextKind: String {
        case title
        case purpose
    }

    /// Writes a text, or takes it away when it is empty.
    static func set(
        _ kind: TextKind,
        in language: LanguageTag,
        to text: String,
        of space: Space.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !text.isEmpty else {
            return try transaction.run(
                """
                DELETE FROM space_text
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(space) AND kind = \(kind.rawValue)
                  AND language = \(language.text)
                """
            )
        }
        try transaction.run(
            """
            INSERT INTO space_text (tenant_id, space_id, kind, language, text)
            VALUES (\(transaction.tenant), \(space), \(kind.rawValue), \(language.text), \(text))
            ON CONFLICT (tenant_id, space_id, kind, language) DO UPDATE SET text = excluded.text
            """
        )
    }
}
