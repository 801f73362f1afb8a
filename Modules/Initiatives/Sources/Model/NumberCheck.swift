import Kernel

// What can be said about a number before the state that gave it is asked.

extension NumberKind {
    /// What looks wrong; none when nothing does.
    ///
    /// A number of another form is not judged further: its digits do not stand where they are
    /// looked for, and one clear sentence helps more than three.
    func doubts(about number: String, on today: CivilDate) -> [NumberDoubt] {
        let folded = IdentityNumber.fold(number)
        guard !folded.isEmpty, pattern.matches(folded) else { return [.format] }

        var doubts: [NumberDoubt] = []
        if let checksum, !checksum.holds(for: folded) { doubts.append(.checksum) }
        if embeddedBirthDate(in: number, on: today) == .impossible {
            doubts.append(.birthDateImpossible)
        }
        return doubts
    }

    /// The earliest day on which the holder of a number can have been born, if the number tells.
    ///
    /// That is the birth date, or 1 January where it tells only a year: nobody may be refused as
    /// too young who may be old enough.
    func birthDate(in number: String, on today: CivilDate) -> CivilDate? {
        switch embeddedBirthDate(in: number, on: today) {
        case .date(let date): date
        case .yearOnly(let year): CivilDate(year: year, month: 1, day: 1)
        case .absent, .impossible: nil
        }
    }

    /// Whether a number writes the year with two digits, so that its holder may be a hundred years
    /// older than it seems.
    func mayLeaveOutCentury(in number: String) -> Bool {
        birthDateRule == .swedish && IdentityNumber.fold(number).utf8.count == 10
            && !number.utf8.contains(UInt8(ascii: "+"))
    }

    private func embeddedBirthDate(in number: String, on today: CivilDate) -> EmbeddedBirthDate {
        birthDateRule?.birthDate(in: number, on: today) ?? .absent
    }
}
