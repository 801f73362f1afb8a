import Modules
import Operation
import Web

/// What a command of the whole program opens: every module of the list.
extension SettingFlags {
    func withInstallation<Result>(
        beginning: Beginning = .never,
        _ work: (Installation) async throws -> Result
    ) async throws -> Result {
        try await withInstallation(modules: ModuleList.all, beginning: beginning, work)
    }
}

extension TenantFlags {
    func withSite<Result>(
        _ work: (Installation, Site) async throws -> Result
    ) async throws -> Result {
        try await withSite(modules: ModuleList.all, work)
    }
}
