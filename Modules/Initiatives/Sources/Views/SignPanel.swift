import Kernel
import Localization
import Markup
import Text
import Vault
import Web

/// The panel beside an initiative: sign here, or why not.
struct SignPanel: Component {
    let details: InitiativeDetails
    let memberStates: MemberStates
    /// The nationality chosen so far; nil before the first choice.
    let memberState: MemberState?
    let form: StatementForm?
    let problems: StatementProblems
    /// Said on top when sending failed for a reason outside the form.
    var notice: HTML = .empty
    let visitor: VisitorContext
    let languages: [Layout.Language]

    private var t: Translator { visitor.t }
    private var initiative: Initiative { details.initiative }

    var html: HTML {
        let state = initiative.state(at: visitor.now)
        guard state.isSignable else { return answered(state) ?? closed(state) }
        guard visitor.canSign(initiative) else { return closedSpace }
        return """
            <h2 id="sign-title">\(t("initiatives.sign.title"))</h2>
            <p class="promise">\(t("initiatives.sign.promise"))</p>
            \(notice)
            \(summary, when: !problems.isEmpty)
            \(nationality)
            \(memberState.map(statement) ?? .empty)
            """
    }

    /// What the Commission answered, and when: whoever comes now comes for that.
    ///
    /// Nil while there is no answer, or nobody noted its day.
    private func answered(_ state: InitiativeState) -> HTML? {
        guard state == .answered, let day = initiative.answeredOn else { return nil }
        let button =
            initiative.answerAddress.flatMap { Path(web: $0) }.map { path -> HTML in
                """
                <p><a class="button" href="\(url: path)" rel="noreferrer">\
                \(t("initiatives.answer.read"))</a></p>
                """
            } ?? .empty
        let end: HTML =
            initiative.collectionEnd.map { last in
                """
                <p class="meta">\(t("initiatives.answer.ended", ["date": .date(last)]))</p>
                """
            } ?? .empty
        return """
            <h2 id="sign-title">\(t("initiatives.answer.title"))</h2>
            <p>\(t.markup("initiatives.answer.text", ["date": Day(day, t).html]))</p>
            \(button)\(end)
            """
    }

    /// The initiative could be signed; the space is not open for it.
    private var closedSpace: HTML {
        if let opening = visitor.space?.opening(of: Initiatives.sign, after: visitor.now) {
            let day = visitor.tenant.zone.date(at: opening)
            return """
                <h2 id="sign-title">\(t("initiatives.sign.closed.title.upcoming", ["date": .date(day)]))</h2>
                <p>\(t("initiatives.sign.closed.upcoming"))</p>
                """
        }
        return """
            <h2 id="sign-title">\(t("initiatives.sign.closed.space.title"))</h2>
            <p>\(t("initiatives.sign.closed.space"))</p>
            """
    }

    private func closed(_ state: InitiativeState) -> HTML {
        var key = MessageKey("initiatives.sign.closed", state.rawValue)
        // Ended before its last day: that is said, and not that the last day has passed.
        if state == .closed || state == .withdrawn, initiative.endDay != nil {
            key = MessageKey(key, "early")
        }
        let date = state == .upcoming ? initiative.period?.firstDay : initiative.collectionEnd
        let values: MessageValues = [
            "date": .date(date ?? initiative.registeredOn),
            "last": .date(initiative.period?.lastDay ?? date ?? initiative.registeredOn),
        ]
        let isUndated = date == nil && state != .withdrawn
        let text = isUndated ? t("initiatives.sign.closed.noDate") : t(key, values)
        return """
            <h2 id="sign-title">\(t(closedTitle(state, isUndated), values))</h2>
            <p>\(text)</p>
            """
    }

    private func closedTitle(_ state: InitiativeState, _ isUndated: Bool) -> MessageKey {
        if isUndated { return "initiatives.sign.closed.title.noDate" }
        return switch state {
        case .upcoming: "initiatives.sign.closed.title.upcoming"
        case .withdrawn: "initiatives.sign.closed.title.withdrawn"
        default: "initiatives.sign.closed.title"
        }
    }

    private var summary: HTML {
        let list = problems.all.map { problem in
            // A doubt is explained at its field; here it only says what to do.
            let isDoubt = problems.doubts.contains(problem)
            let key = isDoubt ? MessageKey(problem.message, "short") : problem.message
            return FieldProblem(
                field: "field-" + problem.field.rawValue,
                message: t(key, problem.values)
            )
        }
        return ErrorSummary(problems: list, t: t).html
    }

    /// Choosing another nationality asks the server for its form, with or without JavaScript.
    private var nationality: HTML {
        let choices = memberStates.all
            .map { SelectField.Choice(value: $0.code, label: t(MessageKey("country", $0.code))) }
            .sorted { Folding.fold($0.label) < Folding.fold($1.label) }
        let frame = FieldFrame(
            name: "nationality",
            label: t("initiatives.sign.nationality"),
            hint: HTML(escaping: t("initiatives.sign.nationality.hint"))
        )
        let select = SelectField(
            frame,
            choices: choices,
            selected: memberState?.code ?? "",
            placeholder: t("initiatives.sign.nationality.choose"),
            submitName: "country"
        )
        let button = t(
            memberState == nil ? "initiatives.sign.continue" : "initiatives.sign.change"
        )
        let failed = t("initiatives.sign.nationality.failed", ["button": .text(button)])
        return """
            <form class="nationality" id="nationality" method="get" \
            action="\(url: visitor.spacePath(initiative.id.text).fragment("nationality"))" \
            data-failed="\(failed)">
            \(select)
            \(Button(button, kind: memberState == nil ? .primary : .secondary))
            </form>
            """
    }

    private func statement(for state: MemberState) -> HTML {
        guard let key = details.keys[state.code] else {
            let name = MessageValue.key(MessageKey("country", state.code))
            return Notice(
                .warning,
                title: t("initiatives.sign.noAuthority.title"),
                content: "<p>\(t("initiatives.sign.noAuthority.text", ["country": name]))</p>"
            ).html
        }
        return StatementFormView(
            initiative: initiative,
            memberState: state,
            memberStates: memberStates,
            key: key,
            form: form ?? StatementForm(for: state),
            problems: problems,
            visitor: visitor,
            languages: languages
        ).html
    }
}
