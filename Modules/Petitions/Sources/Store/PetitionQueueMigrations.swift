import Storage

/// What the office looks through beside the tables themselves.
enum PetitionQueueMigrations {
    static let all = [indexQueue]

    private static let indexQueue = Migration(
        "petitions/2026-12-07-index-queue",
        """
        CREATE INDEX petition_queue ON petition (tenant_id, space_id, stage, stage_since, id);
        CREATE INDEX petition_invalidation_state
            ON petition_invalidation (tenant_id, space_id, state, petition_id, number);
        """
    )
}
