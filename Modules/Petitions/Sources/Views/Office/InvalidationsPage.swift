import Accounts
import Kernel
import Ledger
import Localization
import Markup
import Spaces
import Web

/// Signatures that may have to be kept out: what was proposed, from where the latest came, what a rule would find.
struct InvalidationsPage: Component {
    let found: InvalidationView
    /// What somebody looks for; nil for nothing.
    let form: InvalidationForm?
    let reasons: SaidTexts
    let typed: Typed
    let staff: StaffContext
    let pages: PageBuilder

    private var visitor: VisitorContext { staff.visitor }
    private var t: Translator { visitor.t }
    private var path: Path {
        PetitionOffice.path(visitor, found.petition.id.text, "invalidations")
    }

    var html: HTML {
        """
        \(Prose(t("petitions.office.invalidations.text")))
        \(preview)
        <section id="field-invalidations" tabindex="-1">\
        <h2>\(t("petitions.office.invalidations.list"))</h2>
        \(InvalidationList(found: found, path: path, staff: staff))</section>
        <section><h2>\(t("petitions.office.sources"))</h2>
        <p>\(t("petitions.office.sources.text"))</p>
        \(sources(.network, found.networks))\(sources(.domain, found.domains))\(streams)</section>
        <section><h2>\(t("petitions.office.look.title"))</h2>\(window)</section>
        """
    }

    // What the rule would do.

    private var preview: HTML {
        guard let form, let count = self.count(of: form) else { return .empty }
        let petition = found.petition
        let after = max(0, petition.signatures - count)
        let figures: [(MessageKey, Int)] = [
            ("petitions.office.preview.found", count),
            ("petitions.office.preview.now", petition.signatures),
            ("petitions.office.preview.then", after),
        ]
        let rows = figures.map { words, figure in
            SummaryList.Row(t(words), value: "\(t.number(figure))")
        }
        return """
            <section id="field-rule" tabindex="-1"><h2>\(t("petitions.office.preview"))</h2>
            <p>\(InvalidationWords(form.kind, from: form.from, until: form.until, visitor))</p>
            \(SummaryList(rows))\(falls(after))\(proposal(form), when: count > 0)</section>
            """
    }

    private func count(of form: InvalidationForm) -> Int? {
        guard form.kind == .stream else { return found.found }
        return found.streams.first { $0.number == form.stream && !$0.isHeld }?.count
    }

    /// Which thresholds the petition would fall below.
    private func falls(_ after: Int) -> HTML {
        let own = found.thresholds.contains { $0.effect == .reached }
        let all = found.thresholds + (own ? [] : [PetitionThreshold(of: found.petition.terms)])
        let lost = all.filter { found.petition.signatures >= $0.count && after < $0.count }
        guard let lowest = lost.map(\.count).min() else { return .empty }
        return Notice(
            .warning,
            title: t("petitions.office.preview.falls", ["count": .number(lowest)])
        ).html
    }

    private func proposal(_ form: InvalidationForm) -> HTML {
        let fields = reasons.fields(
            t("form.reason"),
            hint: t("petitions.office.invalidation.reason.hint"),
            maximum: Limits.petitionReasonCharacters,
            isRequired: true,
            typed,
            in: visitor,
            pages
        )
        return """
            <form method="post" action="\(url: path)" novalidate>\(form.hidden)\(fields)
            <p>\(Button(t("petitions.office.invalidation.propose")))</p></form>
            """
    }

    // From where signatures came.

    private func sources(_ kind: InvalidationRule.Kind, _ sources: [PetitionSource]) -> HTML {
        guard !sources.isEmpty else { return .empty }
        let rows = sources.enumerated().map { place, source -> DataTable.Row in
            let name = t(
                MessageKey("petitions.office.source", kind.rawValue),
                ["number": .number(place + 1)]
            )
            let until = source.last.adding(.milliseconds(1))
            let look = path.with("kind", kind.rawValue)
                .with("source", Hexadecimal.encode(source.source))
                .with("from", String(source.first.milliseconds))
                .with("until", String(until.milliseconds))
            return DataTable.Row([
                "\(name)", "\(t.number(source.count))", "\(Moment(source.first, visitor))",
                "\(Moment(source.last, visitor))",
                """
                <a href="\(url: look)">\(t("petitions.office.look"))\
                <span class="visually-hidden"> – \(name)</span></a>
                """,
            ])
        }
        return DataTable(
            caption: "\(t(MessageKey("petitions.office.sources", kind.rawValue)))",
            columns: [
                .init(t("petitions.office.source")),
                .init(t("petitions.office.signatures"), isNumber: true),
                .init(t("petitions.office.source.first")),
                .init(t("petitions.office.source.last")),
                .init(t("petitions.office.action"), isAction: true),
            ],
            rows: rows
        ).html
    }

    private var streams: HTML {
        guard !found.streams.isEmpty else { return .empty }
        let rows = found.streams.map { stream -> DataTable.Row in
            let number = t.number(stream.number)
            let look = path.with("kind", InvalidationRule.Kind.stream.rawValue)
                .with("stream", String(stream.number))
            let link: HTML = """
                <a href="\(url: look)">\(t("petitions.office.look"))\
                <span class="visually-hidden"> – \(number)</span></a>
                """
            let held: HTML = "\(t("petitions.office.stream.held"))"
            return DataTable.Row([
                "\(number)", "\(t.number(stream.count))", "\(t.date(stream.day))",
                stream.isHeld ? held : link,
            ])
        }
        return DataTable(
            caption: "\(t("petitions.office.sources.stream"))",
            columns: [
                .init(t("petitions.office.stream"), isNumber: true),
                .init(t("petitions.office.signatures"), isNumber: true),
                .init(t("petitions.office.event.day")),
                .init(t("petitions.office.action"), isAction: true),
            ],
            rows: rows
        ).html
    }

    // What somebody can look for.

    private var window: HTML {
        let now = visitor.now
        let hour = Instant.millisecondsPerHour
        let first = InvalidationForm.earliest(at: now).milliseconds / hour * hour
        let hours = stride(from: first, through: now.milliseconds, by: Int(hour)).map {
            SelectField.Choice(value: String($0), label: label(Instant(milliseconds: $0)))
        }
        let end = SelectField.Choice(
            value: String(now.milliseconds),
            label: t("petitions.office.look.now")
        )
        let kinds = [InvalidationRule.Kind.window, .domain].map { kind in
            FieldChoice(
                value: kind.rawValue,
                label: t(MessageKey("petitions.office.look", kind.rawValue))
            )
        }
        let kind = RadioField(
            FieldFrame(name: "kind", label: t("petitions.office.look.kind")),
            choices: kinds,
            selected: form?.kind == .domain ? "domain" : "window"
        )
        let from = SelectField(
            FieldFrame(name: "from", label: t("petitions.office.look.from")),
            choices: hours,
            selected: form.map { String($0.from.milliseconds) } ?? String(first)
        )
        let until = SelectField(
            FieldFrame(name: "until", label: t("petitions.office.look.until")),
            choices: Array(hours.dropFirst()) + [end],
            selected: String(now.milliseconds)
        )
        let domain = typed.line(
            "domain",
            t("petitions.office.look.name"),
            form?.domain ?? "",
            hint: t("petitions.office.look.name.hint"),
            maximum: Limits.emailBytes
        )
        return """
            <form method="get" action="\(url: path)">\(kind)\(domain)\(from)\(until)
            <p>\(Button(t("petitions.office.look.button"), kind: .secondary))</p></form>
            """
    }

    /// `30 November 2026, 14:00`.
    private func label(_ instant: Instant) -> String {
        let (zone, time) = (visitor.tenant.zone, visitor.tenant.zone.time(at: instant))
        let clock = t.time(hour: time.hour, minute: time.minute)
        return t(
            "petitions.office.look.hour",
            ["date": .date(zone.date(at: instant)), "time": .text(clock)]
        )
    }
}
