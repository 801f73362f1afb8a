import Kernel
import Logging
package import Spaces
import Storage
import Vault

extension Installation {
    /// Opens an installation whose database belongs to its secret, and makes the tables that are
    /// missing.
    ///
    /// Throws a sentence when database or secret is missing or belongs to another installation; then
    /// nothing has been written. `isPatient` waits while the database is away, and says so; otherwise
    /// that is thrown.
    package static func open(
        settings: Settings,
        modules: [any SpaceModule.Type],
        beginning: Beginning = .never,
        isPatient: Bool = false
    ) async throws -> Installation {
        let installation = try await find(
            settings: settings,
            modules: modules,
            beginning: beginning,
            isPatient: isPatient
        )
        do {
            try await installation.prepare()
            return installation
        } catch {
            // What went wrong is said, not that closing failed as well.
            try? await installation.database.close()
            throw error
        }
    }

    /// The same, with the tables as they are.
    package static func find(
        settings: Settings,
        modules: [any SpaceModule.Type],
        beginning: Beginning = .never,
        isPatient: Bool = false
    ) async throws -> Installation {
        let address = try DatabaseAddress(settings: settings)
        do {
            let known = try InstallationSecret.find(settings: settings)
            try checkGround(address, hasSecret: known != nil, beginning: beginning)
            var database =
                try await reach(address, known, settings: settings, isPatient: isPatient)
            do {
                let isNew = try await check(database, known, beginning: beginning)
                try Files.makeFolder(settings.text(.data), isPrivate: true)
                let secret =
                    try known ?? InstallationSecret.make(settings: settings, random: .system)
                if known == nil {
                    // PostgreSQL asks for a proof that the new secret gives.
                    try await database.close()
                    database = try await reach(
                        address,
                        secret,
                        settings: settings,
                        isPatient: false
                    )
                }
                let installation = try Installation(
                    settings: settings,
                    modules: modules,
                    database: database,
                    secret: secret
                )
                if isNew { try await installation.leaveMark() }
                return installation
            } catch {
                try? await database.close()
                throw error
            }
        } catch let refusal as InstallationRefusal {
            throw refusal.said(place: address.place, secret: InstallationSecret.place(settings))
        }
    }

    /// Makes the tables that are missing; gives the names of the steps.
    @discardableResult
    package func prepare() async throws -> [String] {
        try await migrator.run(at: clock.now)
    }

    /// What can be said without touching the database.
    private static func checkGround(
        _ address: DatabaseAddress,
        hasSecret: Bool,
        beginning: Beginning
    ) throws {
        if let journal = address.orphanedJournal {
            throw InstallationRefusal.orphanedJournal(path: journal)
        }
        switch (address.isMissing, hasSecret, beginning) {
        case (true, false, .never): throw InstallationRefusal.nothingThere
        case (true, true, .never), (true, true, .whereNothingIs):
            throw InstallationRefusal.databaseGone
        case (false, false, .never): throw InstallationRefusal.secretGone
        default: break
        }
    }

    /// Whether the installation begins now; throws when it may not, or when secret and database do not
    /// belong together.
    private static func check(
        _ database: Database,
        _ secret: [UInt8]?,
        beginning: Beginning
    ) async throws -> Bool {
        switch (try await DatabaseStanding(of: database), secret) {
        case (.foreign, _): throw InstallationRefusal.foreign
        case (.begun, nil): throw InstallationRefusal.secretGone
        case (.begun(let mark), let secret?):
            // With a wrong secret nobody who has signed would be recognised.
            guard mark == Vault(secret: secret, random: .system).mark else {
                throw InstallationRefusal.otherSecret
            }
            guard beginning != .asked else { throw InstallationRefusal.alreadyThere }
            return false
        case (.empty, nil) where beginning != .never: return true
        case (_, nil): throw InstallationRefusal.secretGone
        case (.empty, _?) where beginning != .asked: throw InstallationRefusal.databaseEmpty
        case (.unfinished, _?) where beginning != .asked: throw InstallationRefusal.unfinished
        case (.empty, _?), (.unfinished, _?): return true
        }
    }

    /// Opens the database; makes an SQLite file, and the folder for it, where one begins.
    private static func reach(
        _ address: DatabaseAddress,
        _ secret: [UInt8]?,
        settings: Settings,
        isPatient: Bool
    ) async throws -> Database {
        if address.isMissing { try Files.makeFolder(settings.text(.data), isPrivate: true) }
        let logger = try logger(settings: settings)
        let vault = secret.map { Vault(secret: $0, random: .system) }
        let database = try address.open(settings: settings, vault: vault) {
            logger.error("the database needs somebody", metadata: ["trouble": "\($0)"])
        }
        if isPatient { try await wait(for: database, at: address.place) }
        return database
    }

    /// Binds a new database to the secret, before anything else is in it.
    private func leaveMark() async throws {
        let (now, mark) = (clock.now, vault.mark)
        try await Migrator(database: database, migrations: InstallationMigrations.all).run(at: now)
        let found = try await database.writeShared { transaction in
            try InstallationStore.secretMark(orSet: mark, in: &transaction)
        }
        // Another process was faster, with a secret of its own.
        guard found == mark else { throw InstallationRefusal.otherSecret }
    }

    /// Returns when the database can be read; until then says what is wrong, each time it changes.
    private static func wait(for database: Database, at place: String) async throws {
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
