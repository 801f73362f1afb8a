import Kernel
import Synchronization

/// By whose clocks the days of institutions begin whose petitions are signed in this process.
///
/// Batches of signatures know an institution by its name alone; whoever signs brings its zone along.
final class TenantDays: Sendable {
    private let zones = Mutex<[Tenant.ID: CivilZone]>([:])

    func note(_ tenant: Tenant) {
        zones.withLock { zones in
            guard zones[tenant.id] != tenant.zone else { return }
            zones[tenant.id] = tenant.zone
        }
    }

    func today(of tenant: Tenant.ID, at now: Instant) -> CivilDate {
        (zones.withLock { $0[tenant] } ?? .brussels).date(at: now)
    }
}
