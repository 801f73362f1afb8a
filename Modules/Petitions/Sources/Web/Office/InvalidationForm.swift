import Kernel
import Localization
import Markup
import Spaces
import Web

/// Which signatures somebody looks for, as an address says it and as a form sends it.
struct InvalidationForm: Sendable {
    let kind: InvalidationRule.Kind
    /// The keyed hash of a network or a domain, in hexadecimal digits.
    let source: String
    /// The name of a domain that somebody typed.
    let domain: String
    let from: Instant
    let until: Instant
    /// The number of a stream that was noticed while it came.
    let stream: Int?

    /// Nil where nobody looks for anything; a day is as far as anything is known.
    init?(_ data: FormData, at now: Instant) {
        guard let kind = InvalidationRule.Kind(rawValue: data["kind"]) else { return nil }
        self.kind = kind
        source = data["source"]
        domain = data["domain"].lowercased()
        let earliest = Self.earliest(at: now)
        let from = Int64(data["from"]).map { Instant(milliseconds: $0) } ?? earliest
        let until = Int64(data["until"]).map { Instant(milliseconds: $0) } ?? now
        self.from = min(max(from, earliest), now)
        self.until = min(max(until, earliest), now.adding(.milliseconds(1)))
        stream = Int(data["stream"])
    }

    /// From when on it is known from where signatures came.
    static func earliest(at now: Instant) -> Instant {
        now.adding(.milliseconds(-Limits.signatureTraceMilliseconds))
    }

    /// Nil where a network or a domain is missing, or the stretch of time is none.
    func rule(_ petitions: Petitions, on id: Petition.ID, in scope: Scope) -> InvalidationRule? {
        guard from < until else { return nil }
        var bytes: [UInt8] = []
        switch kind {
        case .network:
            guard let hash = Hexadecimal.decode(source), hash.count == 16 else { return nil }
            bytes = hash
        case .domain:
            if let hash = Hexadecimal.decode(source), hash.count == 16 {
                bytes = hash
            } else {
                guard !domain.isEmpty, domain.utf8.count <= Limits.emailBytes else { return nil }
                bytes = petitions.domainHash(domain, of: id, in: scope)
            }
        case .window: break
        case .stream:
            guard stream != nil else { return nil }
        }
        return InvalidationRule(kind: kind, source: bytes, from: from, until: until)
    }

    /// The same as an address of the page says it.
    func address(of path: Path) -> Path {
        var path = path.with("kind", kind.rawValue)
        for (name, value) in fields where !value.isEmpty { path = path.with(name, value) }
        return path
    }

    /// Everything beside the kind.
    var fields: [(name: String, value: String)] {
        [
            ("source", source), ("domain", domain), ("from", String(from.milliseconds)),
            ("until", String(until.milliseconds)), ("stream", stream.map { String($0) } ?? ""),
        ]
    }

    /// As hidden fields of the form that proposes it.
    var hidden: HiddenFields {
        HiddenFields([(name: "kind", value: kind.rawValue)] + fields)
    }
}
