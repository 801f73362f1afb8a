import Initiatives

/// What an authority is told of a delivery that it has opened.
struct DeliveryReport {
    let manifest: DeliveryManifest
    let check: DeliveryCheck
    let isChecked: Bool
    let unproven: Int

    var lines: [String] {
        var lines = ["\(manifest.registrationNumber), \(manifest.state): \(manifest.title)"]
        lines.append("Opened \(check.taken) of \(manifest.statements) statements.")
        lines += trouble
        if isChecked {
            lines.append("Each was compared with the fingerprint under which it was counted.")
            if check.further > 0 {
                lines.append("Sent again by the same people, and not counted: \(check.further)")
            }
            if !check.others.isEmpty {
                let pairs = check.others.prefix(20).map {
                    "\($0.opened.number) (beside \($0.taken))"
                }
                lines.append(
                    "Of these, with another name or address: \(check.others.count), lines "
                        + pairs.joined(separator: ", ")
                )
                lines.append("Where the statement that was taken is not valid, look at these.")
            }
        } else if manifest.isCollectionOver {
            lines.append("It brings no key of the fingerprints: digests were not checked.")
        }
        if !manifest.isCollectionOver {
            lines.append("The collection was still open when this was delivered: more may follow.")
        }
        return lines
    }

    private var trouble: [String] {
        let others = check.ofOtherStates.map { "\($0.number) (\($0.state))" }
        let all: [(String, [String])] = [
            ("Sealed unreadably by their senders", check.unreadable.map(String.init)),
            ("Sealed for another state", others),
            ("Counted under a digest of somebody else", check.wrongDigests.map(String.init)),
            ("Of these, of people seen before", check.repeated.map(String.init)),
        ]
        var lines = all.compactMap { title, numbers -> String? in
            guard !numbers.isEmpty else { return nil }
            let more = numbers.count > 20 ? ", …" : ""
            return
                "\(title): \(numbers.count), lines \(numbers.prefix(20).joined(separator: ", "))\(more)"
        }
        if check.foundBeside > 0 {
            lines.append("Found beside one that does not fit, and taken: \(check.foundBeside)")
        }
        if unproven > 0 {
            lines.append("People who stand only under such a digest, written apart: \(unproven)")
        }
        return lines
    }
}
