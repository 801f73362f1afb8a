package import Kernel
import Mail
import Markup
import Pictures
import Storage
import Web

extension Tenants {
    /// Changes an institution, all or nothing, after everything that is asked for was checked.
    package func edit(
        _ change: TenantChange,
        in scope: Scope
    ) async throws -> Result<TenantChange.Report, TenantChange.Refusal> {
        let report: TenantChange.Report
        do {
            report = try Self.check(change)
        } catch {
            return .failure(error)
        }
        do {
            try await database.write(in: scope.entering(.site)) { transaction in
                guard let before = try TenantStore.own(in: &transaction) else {
                    throw TenantChange.Refusal.unknownTenant
                }
                guard change.expected ?? before.mark == before.mark else {
                    throw TenantChange.Refusal.changedMeanwhile
                }
                let languages = before.tenant.languages
                if let refusal = Self.refusal(of: change, in: languages) { throw refusal }
                if let wanted = change.languages {
                    try check(wanted, of: before, in: &transaction)
                    try Self.speak(wanted, before, in: &transaction)
                }
                let sender = try formerSender(change, before, in: &transaction)
                try TenancyRevisionStore.advance(in: &transaction)
                try Self.write(change, languages.first, in: &transaction)
                try Self.apply(change, report, in: &transaction)
                if let zone = change.zone { try Self.keepDays(of: before, in: zone, &transaction) }
                try noteChange(of: before, sender, in: &transaction)
            }
        } catch let refusal as TenantChange.Refusal {
            return .failure(refusal)
        }
        return .success(report)
    }

    /// Phases go on being from the day that everybody read to the day that everybody read.
    private static func keepDays(
        of site: Site,
        in zone: CivilZone,
        _ transaction: inout Transaction
    ) throws(StorageError) {
        for space in site.spaces {
            let phases = space.phases.map { $0.keepingDays(from: site.tenant.zone, to: zone) }
            guard phases != space.phases else { continue }
            try SpaceStore.replacePhases(of: space.id, with: phases, in: &transaction)
        }
    }

    /// What the languages of an institution say against it.
    private static func refusal(
        of change: TenantChange,
        in languages: [LanguageTag]
    ) -> TenantChange.Refusal? {
        let named = Set(change.names.keys).union(change.purposes.keys).union(change.logoTexts.keys)
        let foreign = named.subtracting(languages)
        if let language = foreign.min() { return .languageNotOffered(language) }
        return languages.first.flatMap { change.names[$0] } == "" ? .invalidName : nil
    }

    private static func write(
        _ change: TenantChange,
        _ first: LanguageTag?,
        in transaction: inout Transaction
    ) throws(StorageError) {
        if let name = change.name ?? first.flatMap({ change.names[$0] }) {
            try TenantStore.rename(to: name, in: &transaction)
        }
        if let zone = change.zone { try TenantStore.move(to: zone, in: &transaction) }
        for (language, name) in change.names where language != first {
            try TenantTextStore.set(.name, in: language, to: name, in: &transaction)
        }
        for (language, text) in change.purposes {
            try TenantTextStore.set(.purpose, in: language, to: text, in: &transaction)
        }
        for (language, text) in change.logoTexts {
            try TenantTextStore.set(.logo, in: language, to: text, in: &transaction)
        }
    }

    private static func apply(
        _ change: TenantChange,
        _ report: TenantChange.Report,
        in transaction: inout Transaction
    ) throws(StorageError) {
        for part in change.removals { try LookStore.remove(part, in: &transaction) }
        if let day = report.day, let night = report.night {
            let accent = SiteLook.Accent(day: day.used.digits, night: night.used.digits)
            try LookStore.set(accent, in: &transaction)
        }
        for (kind, picture) in report.pictures {
            try LookStore.set(kind, to: picture, in: &transaction)
        }
        let sender = MailSender(
            address: change.mailSender.flatMap { MailAddress($0) },
            replyTo: change.mailReplyTo.flatMap { MailAddress($0) }
        )
        if sender != MailSender() { try SenderStore.set(sender, in: &transaction) }
        for (link, address) in change.links {
            try LookStore.set(link, to: address, in: &transaction)
        }
    }

    private static func check(
        _ change: TenantChange
    ) throws(TenantChange.Refusal) -> TenantChange.Report {
        guard !change.isEmpty else { throw .nothingToDo }
        if let name = change.name {
            guard isName(name) else { throw .invalidName }
        }
        let isFine = change.names.values.allSatisfy { $0.isEmpty || isName($0) }
        guard isFine else { throw .invalidName }
        guard change.purposes.values.allSatisfy({ $0.isEmpty || isPurpose($0) }) else {
            throw .invalidPurpose
        }
        guard change.logoTexts.values.allSatisfy({ $0.isEmpty || isPurpose($0) }) else {
            throw .invalidLogoText
        }
        for (link, address) in change.links {
            guard isAddress(address, of: link) else { throw .invalidLink(link) }
        }
        for address in [change.mailSender, change.mailReplyTo].compactMap(\.self)
        where MailAddress(address) == nil {
            throw .invalidMailAddress(address)
        }
        var report = TenantChange.Report()
        try checkColors(change, &report)
        for (kind, bytes) in change.pictures {
            do {
                report.pictures[kind] = try Picture(verifying: bytes, within: kind.bounds)
            } catch {
                throw .picture(kind, error)
            }
        }
        if let icon = report.pictures[.favicon], icon.width != icon.height { throw .iconNotSquare }
        return report
    }

    private static func checkColors(
        _ change: TenantChange,
        _ report: inout TenantChange.Report
    ) throws(TenantChange.Refusal) {
        guard let text = change.color else {
            guard change.nightColor == nil else { throw .nightWithoutDay }
            return
        }
        guard let day = Color(text) else { throw .noColor(text) }
        report.day = .init(asked: day, used: try fit(day, by: .day, isNight: false))
        guard let text = change.nightColor else {
            report.night = .init(asked: nil, used: AccentRules.night.derived(from: day))
            return
        }
        guard let night = Color(text) else { throw .noColor(text) }
        report.night = .init(asked: night, used: try fit(night, by: .night, isNight: true))
    }

    private static func fit(
        _ color: Color,
        by rules: AccentRules,
        isNight: Bool
    ) throws(TenantChange.Refusal) -> Color {
        switch rules.fit(color) {
        case .kept(let color), .adjusted(let color): return color
        case .tooFar(let nearest):
            throw .unreadableColor(color, nearest: nearest, isNight: isNight)
        }
    }

    /// A whole web address over TLS; people may also be reached by mail.
    private static func isAddress(_ address: String, of link: SiteLook.Link) -> Bool {
        guard Path(web: address) != nil, address.utf8.count <= Limits.linkBytes else {
            return false
        }
        let lower = address.lowercased()
        if lower.hasPrefix("https://") {
            let host = lower.dropFirst("https://".count).prefix { !"/?#".contains($0) }
            return host.contains(".") && host.first != "." && !host.contains("@")
        }
        let parts = lower.dropFirst("mailto:".count).split(
            separator: "@",
            omittingEmptySubsequences: false
        )
        return link == .contact && lower.hasPrefix("mailto:") && parts.count == 2
            && parts.allSatisfy { !$0.isEmpty }
    }
}
