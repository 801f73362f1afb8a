import ArgumentParser
import Kernel
import Mail
import Markup
import Pictures
import Spaces
import Web

/// What is said to an operator about an institution's look.
enum LookMessages {
    /// One line for everything that is set.
    static func lines(_ site: Site, sender: MailSender) -> [String] {
        let tenant = site.tenant
        var facts = [
            ("short name", tenant.id.text), ("name", tenant.name.standard),
        ]
        facts += tenant.name.others.sorted { $0.key < $1.key }.map {
            ("name in \($0.key)", $0.value)
        }
        facts += tenant.purposes.sorted { $0.key < $1.key }.map {
            ("purpose in \($0.key)", $0.value)
        }
        facts += [
            ("languages", tenant.languages.map(\.text).joined(separator: " ")),
            ("time zone", tenant.zone.name),
            ("listed", tenant.isListed ? "yes" : "no"),
            ("hosts", site.hosts.joined(separator: " ")),
            ("spaces", site.spaces.map { "\($0.slug)=\($0.module)" }.joined(separator: " ")),
        ]
        if let accent = site.look.accent {
            facts.append(("color", "#\(accent.day) by day, #\(accent.night) by night"))
        }
        for kind in SiteLook.Picture.Kind.allCases {
            guard let picture = site.look.pictures[kind] else { continue }
            let size = "\(picture.width) by \(picture.height)"
            facts.append((kind.rawValue, "\(picture.format), \(size): \(picture.path.text)"))
        }
        facts += site.look.logoTexts.sorted { $0.key < $1.key }.map {
            ("logo in \($0.key)", $0.value)
        }
        for link in SiteLook.Link.allCases {
            guard let address = site.look.links[link] else { continue }
            facts.append((link.rawValue, address))
        }
        facts.append(("mail sender", sender.address?.text ?? ""))
        facts.append(("mail reply-to", sender.replyTo?.text ?? ""))
        return facts.filter { !$0.1.isEmpty }.map { name, value in
            name + String(repeating: " ", count: max(1, 15 - name.count)) + value
        }
    }

    /// What was made of the colours and pictures.
    static func lines(_ report: TenantChange.Report) -> [String] {
        let shades = [("day", report.day), ("night", report.night)].compactMap { name, shade in
            shade.map { line(name, $0) }
        }
        let pictures = report.pictures.sorted { $0.key.rawValue < $1.key.rawValue }
        return shades
            + pictures.map { kind, picture in
                """
                The \(kind.rawValue) is kept as \(picture.width) by \(picture.height) pixels of \
                \(picture.format.rawValue), \(picture.bytes.count) bytes.
                """
            }
    }

    private static func line(_ time: String, _ shade: TenantChange.Report.Shade) -> String {
        guard let asked = shade.asked else {
            return "The colour by \(time) is \(shade.used), made from the other."
        }
        guard asked != shade.used else { return "The colour by \(time) is \(asked)." }
        return """
            The colour by \(time) is \(shade.used) instead of \(asked), which could not be read \
            well enough on the pages (WCAG 2.2 asks for a contrast of 4.5).
            """
    }

    static func error(_ refusal: TenantChange.Refusal) -> ValidationError {
        ValidationError(text(refusal))
    }

    private static func text(_ refusal: TenantChange.Refusal) -> String {
        switch refusal {
        case .changedMeanwhile: "Somebody else has changed it meanwhile."
        case .unknownTenant: "There is no such institution. See: parvis tenant list"
        case .nothingToDo: "Nothing was named that should change. See: parvis tenant edit --help"
        case .invalidName: "The name must have 1 to 120 visible characters."
        case .invalidLogoText: "What the logo says must have 1 to 300 visible characters."
        case .invalidPurpose: "The purpose must have 1 to 300 visible characters."
        case .languageNotOffered(let tag): "It has no pages in \(tag.text)."
        case .noLanguage: "It must have pages in one language at least."
        case .nameless(let tag): "Nobody has written its name in \(tag.text)."
        case .onlyLanguage(let tag, _): "One of its texts is written in \(tag.text) alone."
        case .noColor(let text): "\(text) is no colour; write it as #1d3f94."
        case .nightWithoutDay: "Give --color too: the two belong together."
        case .unreadableColor(let asked, let nearest, let isNight):
            """
            \(asked) cannot be read on \(isNight ? "dark" : "light") pages, and would become \
            another colour before it could. The nearest that can be read is \(nearest): \
            give that one, or another.
            """
        case .picture(let kind, let refusal):
            "The \(kind.rawValue) is refused: \(text(refusal, kind.bounds))"
        case .iconNotSquare: "The favicon is refused: it is not square."
        case .invalidLink(.contact):
            "The contact must be an address that begins with https:// or mailto:."
        case .invalidLink(let link):
            "The address of \(link.rawValue) must begin with https:// and name a host."
        case .invalidMailAddress(let address):
            "\(address) is no address that mail can be sent from or to."
        case .foreignMailDomain(let domain): "Only who runs the server chooses \(domain)."
        }
    }

    private static func text(_ refusal: Picture.Refusal, _ bounds: Picture.Bounds) -> String {
        switch refusal {
        case .empty: "the file is empty."
        case .tooManyBytes(let count): "it has \(count) bytes; \(bounds.bytes) are allowed."
        case .svg:
            "SVG is a document that can carry scripts and load other files; save it as PNG."
        case .otherFormat(let name):
            "it is \(name ?? "no picture that is known here"); save it as PNG or JPEG."
        case .damaged(let place): "the file is damaged: \(place)."
        case .unsupported(let what): "it has \(what), which is not accepted; save it as PNG."
        case .wrongSize(let width, let height):
            """
            it has \(width) by \(height) pixels; \(bounds.width.lowerBound) to \
            \(bounds.width.upperBound) by \(bounds.height.lowerBound) to \
            \(bounds.height.upperBound) are allowed.
            """
        }
    }
}
