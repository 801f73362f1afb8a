import Accounts
package import Jobs
package import Kernel
import Storage

/// Sending what is due, wherever something is, and nowhere else.
extension Notifications {
    /// The job that does it.
    ///
    /// `origin` says where an institution is read, without a path; nil for one that is gone. `faces` finds
    /// what is told of, in whatever module.
    package func job(
        origin: @escaping @Sendable (Tenant.ID) async throws -> String?,
        faces: @escaping SubjectFaces,
        everywhere: @escaping @Sendable (Instant) async throws -> [Scope]
    ) -> JobDefinition {
        let work = AgendaWork(
            Self.agenda,
            in: database,
            everywhere: everywhere,
            next: { try NotificationStore.next(in: &$0) },
            work: { run, scope in
                guard let origin = try await origin(scope.tenant) else { return 0 }
                return try await sendAll(Desk(origin: origin, faces: faces), run, scope)
            }
        )
        return JobDefinition(every: .seconds(30), limit: .seconds(600), work) { told in
            let sum = told.reduce(0, +)
            return sum == 0 ? nil : "\(sum) notifications put into letters"
        }
    }

    /// One letter after the other; one that cannot be written holds up no other.
    private func sendAll(_ desk: Desk, _ run: JobRun, _ scope: Scope) async throws -> Int {
        var told = 0
        var failed: Set<NotificationHeap> = []
        var trouble: (any Error)?
        while true {
            let due = try await database.read(in: scope) { try NotificationStore.due(in: &$0) }
            let heaps = Set(due).subtracting(failed)
            guard !heaps.isEmpty else { break }
            for heap in heaps {
                try run.checkIsHeld()
                do {
                    told += try await send(heap, desk, in: scope)
                } catch {
                    guard !Task.isCancelled else { throw error }
                    failed.insert(heap)
                    trouble = trouble ?? error
                }
            }
            people.wakePost()
        }
        if let trouble { throw trouble }
        return told
    }

    private func send(
        _ heap: NotificationHeap,
        _ desk: Desk,
        in scope: Scope
    ) async throws -> Int {
        do {
            return try await database.write(in: scope) { try send(heap, desk, in: &$0) }
        } catch let wait as PutOff {
            try await database.write(in: scope) { transaction in
                try NotificationStore.plan(heap, at: wait.until, in: &transaction)
            }
            return 0
        }
    }
}
