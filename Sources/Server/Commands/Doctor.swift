import ArgumentParser
import Jobs
import Kernel
import Ledger
import Localization
import Mail
import Modules
import Operation
import Spaces
import Storage
import Web

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// `parvis doctor`.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks an installation, and says where each setting comes from.",
        discussion: """
            Ends with status 1 when there is a problem. A warning is about this machine, or about how \
            doctor itself was started: run it as the server's account, with the server's settings. \
            Secrets are never printed.
            """
    )

    @OptionGroup var flags: SettingFlags

    func run() async throws {
        let settings = try await flags.settings()
        Console.say("Settings")
        for key in SettingKey.allCases { say(key, in: settings) }
        let installation = try await Installation.open(settings: settings, modules: ModuleList.all)
        var problems: [String] = []
        var warnings: [String] = []
        try await checkDatabase(installation, problems: &problems)
        checkSecret(settings)
        try checkProtection(settings, problems: &problems, warnings: &warnings)
        checkDisk(settings, problems: &problems)
        checkClock(installation, problems: &problems)
        let languages = installation.pages.translations.languages.map(\.text)
        Console.say("Languages\n  \(languages.joined(separator: " "))")
        try await checkCounts(installation, problems: &problems)
        try await checkAudit(installation, problems: &problems)
        try await checkMail(installation, problems: &problems)
        try await checkJobs(installation, problems: &problems)
        try await checkDates(installation, problems: &problems)
        try await installation.database.close()
        for warning in warnings { Console.complain("WARNING  \(warning)") }
        for problem in problems { Console.complain("PROBLEM  \(problem)") }
        guard problems.isEmpty else { throw ExitCode.failure }
        Console.say(warnings.isEmpty ? "All is well." : "No problem, but see the warnings.")
    }

    private func say(_ key: SettingKey, in settings: Settings) {
        let name = "  \(key.rawValue)"
        guard let finding = settings.find(key) else {
            Console.say("\(name): \(key.absence)")
            return
        }
        let value =
            key.isSecret ? "(set, not shown)" : finding.value.isEmpty ? "(none)" : finding.value
        Console.say("\(name): \(value)  [\(finding.source)]")
    }

    private func checkDatabase(
        _ installation: Installation,
        problems: inout [String]
    ) async throws {
        Console.say("Database")
        for fact in try await installation.database.facts(
            declared: installation.migrator.access
        ) {
            Console.say("  \(fact.name): \(fact.value)")
            if let problem = fact.problem { problems.append(problem) }
        }
    }

    private func checkSecret(_ settings: Settings) {
        Console.say("Secret\n  \(InstallationSecret.place(settings))")
    }

    private func checkDisk(_ settings: Settings, problems: inout [String]) {
        var status = statvfs()
        guard statvfs(settings.text(.data), &status) == 0 else { return }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize) / 1_048_576
        Console.say("Disk\n  \(free) MiB free")
        if free < 1024 { problems.append("Less than 1 GiB of disk is free.") }
    }

    /// The end of a collection depends on the clock to the millisecond.
    private func checkClock(_ installation: Installation, problems: inout [String]) {
        let now = installation.clock.now
        let zone = CivilZone.brussels
        let time = zone.time(at: now)
        let clock = "\(CivilDate.padded(time.hour, to: 2)):\(CivilDate.padded(time.minute, to: 2))"
        Console.say("Clock\n  \(now.iso8601), \(zone.date(at: now).iso) \(clock) in Brussels")
        // systemd-timesyncd and chrony leave these marks when they keep the clock right.
        let marks = ["/run/systemd/timesync/synchronized", "/run/chrony/chronyd.pid"]
        if !marks.contains(where: Files.exists) {
            Console.say("  not known to be synchronised: run chrony or another NTP client")
        }
        if now < Instant(milliseconds: 1_767_225_600_000) {
            problems.append("The clock shows a day before this program was written.")
        }
    }

    private func checkCounts(
        _ installation: Installation,
        problems: inout [String]
    ) async throws {
        Console.say("Counts")
        for site in try await installation.tenants.all() {
            let scope = Scope(
                tenant: site.tenant.id,
                actor: .operatorOfServer,
                now: installation.clock.now
            )
            let audits = try await installation.database.read(in: scope) { transaction in
                try LedgerStore.items(in: &transaction).map { item in
                    (item, try LedgerStore.audit(of: item, in: &transaction))
                }
            }
            let wrong = audits.filter { $0.1?.isExact != true }
            for (item, audit) in wrong {
                problems.append(
                    "\(site.tenant.id) \(item): counts differ: \(CountMessages.text(audit))."
                )
            }
            let total = audits.reduce(0) { $0 + ($1.1?.rows ?? 0) }
            let held = audits.reduce(0) { $0 + ($1.1?.held ?? 0) }
            let aside = held == 0 ? "" : ", \(held) set aside as streams"
            Console.say(
                "  \(site.tenant.id): \(audits.count) items, \(total) entries, \(audits.count - wrong.count) exact\(aside)"
            )
        }
    }
}
