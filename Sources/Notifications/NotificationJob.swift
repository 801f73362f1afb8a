import Accounts
package import Jobs
package import Kernel
import Logging
import Storage

/// Sending what is due, wherever something is, and nowhere else.
extension Notifications {
    /// The job that does it.
    ///
    /// `origin` says where an institution is read, without a path; nil for one that is gone. `faces` finds
    /// what is told of, in whatever module. `letters` is how many one institution gets in one run: its crowd
    /// stays due, and the others come before it in the next.
    package func job(
        origin: @escaping @Sendable (Tenant.ID) async throws -> String?,
        faces: @escaping SubjectFaces,
        letters: Int = Limits.notificationLetters,
        everywhere: @escaping @Sendable (Instant) async throws -> [Scope]
    ) -> JobDefinition {
        let work = AgendaWork(
            Self.agenda,
            in: database,
            everywhere: everywhere,
            next: { try NotificationStore.next(in: &$0) },
            work: { run, scope in
                guard let origin = try await origin(scope.tenant) else { return 0 }
                let desk = Desk(origin: origin, faces: faces)
                return try await sendAll(desk, atMost: letters, run, scope)
            }
        )
        return JobDefinition(every: .seconds(30), limit: .seconds(600), work) { told in
            let sum = told.reduce(0, +)
            return sum == 0 ? nil : "\(sum) notifications put into letters"
        }
    }

    /// One letter after the other; one that cannot be written is put off and holds up no other.
    private func sendAll(
        _ desk: Desk,
        atMost letters: Int,
        _ run: JobRun,
        _ scope: Scope
    ) async throws -> Int {
        var told = 0
        var left = letters
        while left > 0 {
            let due = try await database.read(in: scope) { try NotificationStore.due(in: &$0) }
            guard !due.isEmpty else { break }
            var seen: Set<NotificationHeap> = []
            // In their order: whoever has waited longest is told first.
            for heap in due where left > 0 && seen.insert(heap).inserted {
                try run.checkIsHeld()
                told += try await send(heap, desk, in: scope)
                left -= 1
            }
            people.wakePost()
        }
        return told
    }

    /// Throws what would keep any letter from being written; whatever else goes wrong is this heap's, which
    /// is due later.
    private func send(
        _ heap: NotificationHeap,
        _ desk: Desk,
        in scope: Scope
    ) async throws -> Int {
        guard let kind = kind(heap.kind) else {
            try await wait(heap, in: scope)
            return 0
        }
        do {
            return try await send(heap, of: kind, desk, in: scope)
        } catch let wait as PutOff {
            try await database.write(in: scope) { transaction in
                try NotificationStore.putOff(heap, until: wait.until, in: &transaction)
            }
        } catch let error as StorageError where error.isEverywhere || error.kind == .unknownOutcome
        {
            throw error
        } catch {
            guard !Task.isCancelled else { throw error }
            logger.error(
                "a letter of notifications could not be written",
                metadata: [
                    "tenant.id": "\(scope.tenant)", "kind": "\(heap.kind)",
                    "type": "\(type(of: error))",
                ]
            )
            try await putOff(heap, in: scope)
        }
        return 0
    }

    /// With fewer things in it, until it fits.
    private func send(
        _ heap: NotificationHeap,
        of kind: NotificationKind,
        _ desk: Desk,
        in scope: Scope
    ) async throws -> Int {
        var room = kind.isDuty ? Limits.dutiesPerLetter : Limits.notificationsPerLetter
        while true {
            do {
                return try await database.write(in: scope) { [room] transaction in
                    try send(heap, of: kind, room: room, desk, in: &transaction)
                }
            } catch let unfit as Unfit {
                guard room > 1 else { throw unfit }
                room /= 2
            }
        }
    }

    /// Each time for longer: what cannot be written is looked at again, and is in nobody's way.
    private func putOff(_ heap: NotificationHeap, in scope: Scope) async throws {
        try await database.write(in: scope) { transaction in
            let failures = try NotificationStore.countFailure(of: heap, in: &transaction)
            let pause = Limits.failedLetterPause * (1 << min(failures, 11))
            let until = transaction.now.adding(min(pause, .seconds(86_400)))
            try NotificationStore.putOff(heap, until: until, in: &transaction)
        }
    }

    /// Another version of the program may know the kind, and be at work beside this one or come again: only
    /// after days is it dropped.
    private func wait(_ heap: NotificationHeap, in scope: Scope) async throws {
        try await database.write(in: scope) { transaction in
            let oldest = transaction.now.adding(.milliseconds(-Limits.unknownKindMilliseconds))
            try NotificationStore.removeAll(of: heap, before: oldest, in: &transaction)
            let until = transaction.now.adding(Limits.unknownKindPause)
            try NotificationStore.putOff(heap, until: until, in: &transaction)
        }
    }
}
