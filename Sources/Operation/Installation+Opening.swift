import ArgumentParser
import Kernel
import Logging
package import Spaces
import Storage
import Vault

extension Installation {
    /// Opens an installation whose database has the tables of this program and belongs to its secret.
    ///
    /// `isPatient` waits while the database is away, and says so; otherwise that is thrown.
    package static func open(
        settings: Settings,
        modules: [any SpaceModule.Type],
        isPatient: Bool = false
    ) async throws -> Installation {
        let installation = try Installation(settings: settings, modules: modules)
        if isPatient { try await installation.waitForDatabase() }
        try await installation.prepare()
        return installation
    }

    /// Makes the tables that are missing; gives the names of the steps.
    ///
    /// Throws a sentence when the database belongs to another secret: with a wrong one nobody who has
    /// signed would be recognised, and no receipt could be read.
    @discardableResult
    package func prepare() async throws -> [String] {
        let ran = try await migrator.run(at: clock.now)
        let mark = vault.mark
        let found = try await database.writeShared { transaction in
            try InstallationStore.secretMark(orSet: mark, in: &transaction)
        }
        guard found == mark else {
            throw ValidationError(
                """
                The installation secret is not the one that this database was begun with. Every server \
                of an installation needs the same: copy \(InstallationSecret.path(settings)) from the \
                first one, or set PARVIS_SECRET.
                """
            )
        }
        return ran
    }

    /// Returns when the database can be read; until then says what is wrong, each time it changes.
    private func waitForDatabase() async throws {
        let place = try DatabaseAddress(settings: settings).place
        var said = ""
        var pause = Duration.milliseconds(250)
        while true {
            do {
                try await database.reach()
                if !said.isEmpty { Console.say("The database is there.") }
                return
            } catch let error as StorageError where error.isPassing {
                if error.detail != said {
                    Console.complain("Waiting for the database at \(place): \(error.detail)")
                    said = error.detail
                }
                try await Task.sleep(for: pause)
                pause = min(pause * 2, .seconds(5))
            }
        }
    }
}
