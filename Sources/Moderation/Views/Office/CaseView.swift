import Accounts
import Kernel
import Localization
import Markup
import Web

/// One case on one screen: what was written, beside it what is decided, below it everything that speaks for
/// either.
struct CaseView: Component {
    let file: CaseFile
    /// The cases before and after it in the queue.
    let ways: (previous: Int?, next: Int?)
    let visit: QueueVisit
    /// What could not be followed; nil before anything was typed.
    let form: DecisionForm?
    let typed: Typed
    let reader: Member.ID?
    let pages: PageBuilder
    let staff: StaffContext

    private var visitor: VisitorContext { staff.visitor }
    private var t: Translator { visitor.t }
    private var item: ModerationCase { file.item }

    var title: String {
        // What its author took back says nothing any more.
        let isGone = file.standing.visibility == .withdrawn
        return isGone ? t("moderation.gone") : file.card?.title ?? t("moderation.gone")
    }

    var html: HTML {
        let decide = DecidePanel(
            file: file,
            visit: visit,
            form: form,
            typed: typed,
            pages: pages,
            staff: staff
        )
        return """
            <div class="case"><header class="case-head">\(head)</header>
            <div>\(CaseContent(file: file, visitor: visitor))</div>
            \(decide)
            \(CaseEvidence(file: file, visit: visit, visitor: visitor))</div>
            \(ShortcutHelp(ShortcutHelp.oneCase, t: t))
            """
    }

    /// What it is, why it is here, how long is left, who works at it; and the ways on.
    private var head: HTML {
        let language: HTML = file.card?.language.map { " lang=\"\($0)\"" } ?? .empty
        let hasFocus = typed.isFine
        return """
            <h1 tabindex="-1" dir="auto"\(language)\(attribute: "autofocus", when: hasFocus)>\
            \(title)</h1>
            <p class="tags">\(tags)</p>\(claim)\(neighbours)
            """
    }

    private var tags: HTML {
        let number = t("moderation.case.number", ["number": .number(item.number)])
        var parts: [HTML] = [
            "<span>\(number)</span>",
            Tag(t(MessageKey("moderation.cause", item.cause.rawValue)), kind: .upcoming).html,
            Tag(t(MessageKey("moderation.visibility", file.standing.visibility.rawValue))).html,
        ]
        if item.isOpen {
            parts.append(PromiseText(item.promisedAt, at: visitor.now, t).html)
        } else {
            parts.append("<span>\(t("moderation.case.closed"))</span>")
        }
        if item.reportCount > 0 {
            let count = t("moderation.queue.reports", ["count": .number(item.reportCount)])
            parts.append("<a href=\"#reports\">\(count)</a>")
        }
        parts += file.flags.map { flag -> HTML in "<span>\(flag.name)</span>" }
        parts += file.standing.labels.map { label in Tag(label).html }
        if let place = file.place { parts.append("<span>\(place.spaceTitle(t))</span>") }
        return "\(parts)"
    }

    /// So that two do not decide one case: whoever works at it says so, and it ends by itself.
    private var claim: HTML {
        guard item.isOpen, file.obstacle == nil else { return .empty }
        let path = ModerationOffice.path("cases", item.number, visitor).appending("claims")
        guard let claim = item.claim, claim.by == reader else {
            return """
                <form method="post" action="\(url: path)">\(visit.fields)\
                \(Button(t("moderation.claim.button"), kind: .quiet, id: "key-c"))</form>
                """
        }
        return """
            <form method="post" action="\(url: path.appending("end"))">\(visit.fields)\
            <span class="meta">\(t("moderation.claim.yours")) \(Moment(claim.until, visitor))</span> \
            \(Button(t("moderation.claim.end"), kind: .quiet, id: "key-c"))</form>
            """
    }

    private var neighbours: HTML {
        let queue = visit.path(of: ModerationOffice.path("", visitor))
        return """
            <p class="meta">\(way(ways.previous, "key-k", "moderation.case.previous"))\
            \(way(ways.next, "key-j", "moderation.case.next"))\
            <a href="\(url: queue)" id="key-q">\(t("moderation.office.back"))</a></p>
            """
    }

    private func way(_ number: Int?, _ id: String, _ words: MessageKey) -> HTML {
        guard let number else { return .empty }
        let path = visit.path(of: ModerationOffice.path("cases", number, visitor))
        return """
            <a href="\(url: path)" id="\(id)">\(t(words))</a> ·\u{20}
            """
    }
}

/// What readers see of a case's subject, between what stands before it and after it.
struct CaseContent: Component {
    let file: CaseFile
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        guard let card = file.card, file.standing.visibility != .withdrawn else {
            return EmptyState(title: t("moderation.gone"), text: t("moderation.gone.text")).html
        }
        let thread = file.whole?.thread ?? []
        let language = card.language == t.language.text ? nil : card.language
        let texts = (file.whole?.texts ?? [card.title, card.excerpt]).filter { !$0.isEmpty }
            .map { text in Prose(text, language: language).html }
        return """
            \(thread.filter(\.isBefore).map(voice))<div class="contribution" dir="auto">
            \(texts)<p class="meta">\(file.authors[card.author].html(t)) \(way(to: card))</p></div>
            \(thread.filter { !$0.isBefore }.map(voice))
            """
    }

    private func voice(_ voice: SubjectWhole.Voice) -> HTML {
        let author: HTML = """
            <p class="meta">\(file.authors[voice.author].html(t))</p>
            """
        // What somebody took back stands in its place without a word of theirs.
        let text: HTML =
            voice.text.isEmpty
            ? "<p class=\"meta\">\(t("moderation.withdrawn"))</p>" : Prose(voice.text).html
        return """
            <blockquote class="voice" dir="auto">\(text)
            \(author, when: voice.isSigned)</blockquote>

            """
    }

    private func way(to card: SubjectCard) -> HTML {
        guard let place = file.place, card.isPublic, place.isPublic else { return .empty }
        let path = place.path(of: card).reduce(visitor.path()) { $0.appending($1) }
        return "<a href=\"\(url: path)\" id=\"key-o\">\(t("moderation.quote.way"))</a>"
    }
}
