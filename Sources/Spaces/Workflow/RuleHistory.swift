import Kernel
import Localization
import Markup
import Web

/// The rules of a space as they were: from each public change to the next.
struct RuleHistory {
    /// Rules that held for a while.
    struct Version: Sendable, Hashable {
        /// The number of the change with which they begin; 0 for those with which the space began.
        let number: Int
        /// Nil for those with which it began.
        let from: Instant?
        /// Nil while they hold.
        let until: Instant?
        /// Why they were changed.
        let reason: String
        /// Whether they hold for what was waiting then, too.
        let coversRunning: Bool
    }

    private let all: [SpaceRule]

    init(of space: Space) { all = space.rules }

    /// The newest first; empty where nobody has changed a rule.
    var versions: [Version] {
        let changes = all.filter(\.isPublic)
        guard let first = changes.first else { return [] }
        let ends: [Instant?] = changes.dropFirst().map(\.at) + [nil]
        let begun = Version(
            number: 0,
            from: nil,
            until: first.at,
            reason: "",
            coversRunning: false
        )
        let later = zip(changes, ends).map { rule, end in
            Version(
                number: rule.number,
                from: rule.at,
                until: end,
                reason: rule.reason,
                coversRunning: rule.coversRunning
            )
        }
        return ([begun] + later).reversed()
    }

    /// What had been decided while a version held; nil for what is none.
    func rules(of number: Int) -> [SpaceRule]? {
        guard let version = versions.first(where: { $0.number == number }) else { return nil }
        return all.filter { rule in version.until.map { rule.at < $0 } ?? true }
    }

    /// Since when the rules of a workflow are as they are in a visitor's space, and the way to what was before.
    static func since(_ workflow: Workflow, _ visitor: VisitorContext) -> HTML {
        let changes = visitor.space?.rules.filter { $0.isPublic && $0.workflow == workflow.kind }
        guard let last = changes?.last else { return .empty }
        let t = visitor.t
        let date = visitor.tenant.zone.date(at: last.at)
        let path = visitor.spacePath("rules", "changes")
        return """
            <p class="hint">\(t("workflow.since", ["date": .date(date)])) \
            <a href="\(url: path)">\(t("workflow.history"))</a></p>
            """
    }
}

/// `/rules/changes` of each space whose module has workflows: what holds, and what held before.
struct RulePages: Sendable {
    let pages: PageBuilder
    let manifest: ModuleManifest

    func mount(on routes: ModuleRoutes) {
        routes.anyone.shared("/rules/changes") { _, visitor in try index(visitor) }
        routes.anyone.shared("/rules/changes/:number") { _, visitor in try show(visitor) }
    }

    private func index(_ visitor: VisitorContext) throws -> Reply {
        guard let space = visitor.space else { throw PageError.notFound }
        let versions = RuleHistory(of: space).versions
        let t = visitor.t
        let rules = Self.rules(of: manifest, by: space.rules, t)
        let list: HTML = """
            <section><h2>\(t("workflow.history.title"))</h2>
            <ul>\(versions.map { item($0, visitor) })</ul></section>
            """
        let content: HTML = """
            \(above([], t("workflow.rules"), visitor))<h1>\(t("workflow.rules"))</h1>
            \(rules)\(list, when: !versions.isEmpty)
            """
        return page(t("workflow.rules"), content, visitor)
    }

    private func show(_ visitor: VisitorContext) throws -> Reply {
        guard let space = visitor.space, let number = Int(try visitor.parameter("number")) else {
            throw PageError.notFound
        }
        let history = RuleHistory(of: space)
        guard let version = history.versions.first(where: { $0.number == number }),
            let rules = history.rules(of: number)
        else { throw PageError.notFound }
        let t = visitor.t
        let now = NavigationLink(
            path: visitor.spacePath("rules", "changes"),
            label: t("workflow.rules")
        )
        let title = Self.span(of: version, visitor)
        let way: HTML = "<p><a href=\"\(url: now.path)\">\(t("workflow.current"))</a></p>"
        let old = Notice(.warning, title: t("workflow.old"), content: way).html
        let content: HTML = """
            \(above([now], title, visitor))<h1>\(title)</h1>\(old, when: version.until != nil)
            \(Self.rules(of: manifest, by: rules, t))
            """
        return page(title, content, visitor)
    }

    private func item(_ version: RuleHistory.Version, _ visitor: VisitorContext) -> HTML {
        let t = visitor.t
        let path = visitor.spacePath("rules", "changes", String(version.number))
        let why: HTML = " <q>\(version.reason)</q>"
        let running: HTML = " \(t("workflow.history.running"))"
        return """
            <li><a href="\(url: path)">\(Self.span(of: version, visitor))</a>\
            \(why, when: !version.reason.isEmpty)\(running, when: version.coversRunning)</li>
            """
    }

    private func above(
        _ more: [NavigationLink],
        _ title: String,
        _ visitor: VisitorContext
    ) -> Breadcrumb {
        let label = visitor.space?.title(visitor.t) ?? ""
        let space = NavigationLink(path: visitor.spacePath(), label: label)
        return Breadcrumb(above: [space] + more, current: title, t: visitor.t)
    }

    private func page(_ title: String, _ content: HTML, _ visitor: VisitorContext) -> Reply {
        pages.page(title: title, content: content, visit: visitor.visit).shared()
    }

    /// Every workflow of a module, changed by these rules.
    static func rules(
        of manifest: ModuleManifest,
        by rules: [SpaceRule],
        _ t: Translator
    ) -> HTML {
        let parts = manifest.workflows.map { workflow in
            WorkflowRules(shown: workflow.changed(by: rules), t: t).html
        }
        return "\(parts)"
    }

    /// From when to when, to the minute: two changes may fall on one day.
    private static func span(of version: RuleHistory.Version, _ visitor: VisitorContext) -> String {
        let t = visitor.t
        func moment(_ instant: Instant) -> MessageValue {
            let zone = visitor.tenant.zone
            let time = zone.time(at: instant)
            let day = t.date(zone.date(at: instant))
            return .text("\(day), \(t.time(hour: time.hour, minute: time.minute))")
        }
        return switch (version.from.map(moment), version.until.map(moment)) {
        case (let from?, let until?): t("workflow.span.between", ["from": from, "until": until])
        case (let from?, nil): t("workflow.span.since", ["from": from])
        case (nil, let until?): t("workflow.span.until", ["until": until])
        case (nil, nil): t("workflow.rules")
        }
    }
}
