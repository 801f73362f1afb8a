import Kernel
import Localization
import Markup

/// Ways through a site, and things to look at.
struct DesignWays {
    let here: Path
    let t: Translator

    var sections: [DesignSection] {
        [
            DesignSection(id: "breadcrumb", title: "Breadcrumb", content: breadcrumb),
            DesignSection(id: "tabs", title: "Tabs", content: tabs),
            DesignSection(id: "fold", title: "Menu that folds on a phone", content: fold),
            DesignSection(id: "filters", title: "Filters", content: choices),
            DesignSection(id: "steps", title: "Stepper", content: steps),
            DesignSection(id: "pages", title: "Pagination", content: pages),
            DesignSection(id: "languages", title: "Language menu", content: languages),
            DesignSection(id: "cards", title: "Cards", content: cards),
            DesignSection(id: "marks", title: "Marks", content: marks),
            DesignSection(id: "timeline", title: "Timeline", content: timeline),
            DesignSection(id: "table", title: "Table", content: table),
            DesignSection(id: "summary-list", title: "Summary list", content: summary),
            DesignSection(id: "secrets", title: "Secrets", content: secrets),
        ]
    }

    private var breadcrumb: HTML {
        Breadcrumb(
            above: [
                NavigationLink(path: here, label: "Initiatives"),
                NavigationLink(path: here, label: "ECI(2026)000001"),
            ],
            current: "Check a receipt",
            t: t
        ).html
    }

    private var tabs: HTML {
        Tabs(
            label: "Parts of a proposal",
            links: [
                NavigationLink(path: "#tabs", label: "Proposal", isCurrent: true),
                NavigationLink(path: "#tabs", label: "Comments (12)"),
                NavigationLink(path: "#tabs", label: "Answer"),
            ]
        ).html
    }

    private var fold: HTML {
        let menu = Tabs(
            label: "Places of an office",
            links: [
                NavigationLink(path: "#fold", label: "Today"),
                NavigationLink(path: "#fold", label: "Spaces", isCurrent: true),
            ]
        )
        return "<div class=\"office-menu\">\(MenuFold("Back office: Spaces"))\(menu)</div>"
    }

    private var choices: HTML {
        Choices(
            label: "Which to show",
            choices: [
                .init(
                    NavigationLink(path: "#filters", label: "All", isCurrent: true),
                    count: "126"
                ),
                .init(NavigationLink(path: "#filters", label: "Open"), count: "3"),
                .init(NavigationLink(path: "#filters", label: "Without a count")),
            ]
        ).html
    }

    private var marks: HTML {
        "<p class=\"marks\">\((0..<36).map { HouseMark(number: $0).html })</p>"
    }

    private var steps: HTML {
        Stepper(steps: ["Your state", "Your statement", "Check", "Done"], current: 1, t: t).html
    }

    private var pages: HTML {
        Pagination(previous: here, next: here, previousLabel: "Back to the start", t: t).html
    }

    private var languages: HTML {
        let names = [
            ("bg", "Български"), ("cs", "Čeština"), ("de", "Deutsch"), ("el", "Ελληνικά"),
            ("en", "English"), ("es", "Español"), ("fr", "Français"), ("ga", "Gaeilge"),
        ]
        let choices = names.map { tag, name in
            LanguageMenu.Choice(
                tag: tag,
                name: name,
                address: "#languages",
                isCurrent: tag == t.language.text
            )
        }
        return """
            <div class="menu-sample">\(LanguageMenu(choices: choices, label: "Many languages", t: t))</div>
            """
    }

    private var cards: HTML {
        let card = Card(
            title: "More benches in every park",
            path: "#cards",
            level: 3,
            tag: Tag("Open for signature", kind: .open),
            content: """
                \(ProgressBar(label: "12,345 of 20,000", value: 12_345, goal: 20_000))
                <p class="meta"><strong>12,345 statements of support</strong></p>
                """
        )
        let other = Card(title: "Only a title", path: "#cards", level: 3)
        return "<ul class=\"cards\"><li>\(card)</li><li>\(other)</li></ul>"
    }

    private var timeline: HTML {
        Timeline(
            [
                .init(title: "Registered", detail: "2 March 2026", state: .done),
                .init(title: "Collection", detail: "until 1 May 2027", state: .current),
                .init(title: "Verification", state: .ahead),
                .init(title: "Answer", state: .ahead),
            ],
            t: t
        ).html
    }

    private var summary: HTML {
        SummaryList([
            .init("E-mail address", value: "ada@example.org", link: "Change", to: here),
            .init("Where you are signed in", link: "Show", to: here),
            .init(
                "Your roles",
                value: "<ul><li>Moderator</li><li>Analyst: Petitions</li></ul>",
                action: """
                    <a href="#summary-list">Give and take roles</a><a href="#summary-list">Another thing to do</a>
                    """
            ),
            .init("Only a value", value: "12 March 2026"),
        ]).html
    }

    private var secrets: HTML {
        """
        <p>One, to be typed elsewhere: \(SecretCode("K3PJ XQ7A 2MNB VRTE"))</p>
        <p>Several, to be kept on paper:</p>
        \(CodeSheet(
            ["7f3k-9wqa-m2xd", "p5vn-83te-r4hc", "2j6y-qk8m-wd7s", "x9ra-5fpt-h3ue"],
            copy: "Copy the codes", copied: "Copied", print: "Print the codes"))
        """
    }

    private var table: HTML {
        DataTable(
            caption: "A table that becomes cards on a phone",
            columns: [
                .init("Member state"), .init("Statements", isNumber: true),
                .init("Minimum", isNumber: true), .init("Remark"),
            ],
            rows: [
                .init(["Austria", "15,020", "14,400", "reached"], isMarked: true),
                .init(["Belgium", "1,584", "15,840", "10%"]),
            ]
        ).html
    }
}
