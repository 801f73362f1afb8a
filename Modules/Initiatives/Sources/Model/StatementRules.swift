import Kernel
import Localization
import Markup
import Text

/// The rules of a form: which ones refuse, and which only doubt.
///
/// Age refuses, because the law does. Formats and checksums only doubt: the Commission's old
/// system rejected valid papers, and lost their signatures.
struct StatementRules: Sendable {
    let state: MemberState
    let memberStates: MemberStates
    /// The day in Brussels on which the form arrived.
    let today: CivilDate

    func check(_ form: StatementForm) -> Result<Statement, StatementProblems> {
        var problems = StatementProblems()
        checkNames(form, into: &problems)
        let identity =
            switch state.form {
            case .residence: checkResidence(form, into: &problems)
            case .number: checkNumber(form, into: &problems)
            }
        if !form.certifies {
            problems.errors.append(.init(.certify, "initiatives.sign.error.certify"))
        }
        if form.insists { problems.doubts = [] }
        guard problems.isEmpty, let identity else { return .failure(problems) }
        return .success(
            Statement(
                state: state.code,
                firstNames: form.firstNames,
                familyNames: form.familyNames,
                identity: identity
            )
        )
    }

    /// Both names, or the one that somebody has: their documents show no other.
    private func checkNames(_ form: StatementForm, into problems: inout StatementProblems) {
        let names: [(StatementForm.Field, String)] = [
            (.firstNames, form.firstNames), (.familyNames, form.familyNames),
        ]
        let hasOne = names.contains { !isNone($0.1) }
        for (field, name) in names {
            let key = MessageKey(MessageKey("initiatives.sign.error", field.rawValue), "missing")
            if !isNone(name) {
                checkName(name, field, into: &problems)
            } else if hasOne {
                let key = MessageKey("initiatives.sign.doubt", field.rawValue)
                problems.doubts.append(.init(field, key))
            } else {
                problems.errors.append(.init(field, key))
            }
        }
    }

    /// Nothing, or the dashes that people put into a field that does not apply to them.
    private func isNone(_ name: String) -> Bool {
        name.unicodeScalars.allSatisfy { "-‐‑–—".unicodeScalars.contains($0) }
    }

    private func checkName(
        _ name: String,
        _ field: StatementForm.Field,
        into problems: inout StatementProblems
    ) {
        if !isPlain(name) || !hasLetters(name) {
            problems.errors.append(.init(field, "initiatives.sign.error.not-a-name"))
        } else {
            checkLength(name, Limits.nameCharacters, field, into: &problems)
        }
    }

    private func checkResidence(
        _ form: StatementForm,
        into problems: inout StatementProblems
    ) -> Statement.Identity? {
        checkText(form.street, .street, isRequired: true, into: &problems)
        checkText(form.houseNumber, .houseNumber, isRequired: false, into: &problems)
        checkText(form.city, .city, isRequired: true, into: &problems)
        checkPostalCode(form, into: &problems)
        if !CountryCodes.all.contains(form.country) {
            problems.errors.append(.init(.country, "initiatives.sign.error.country.missing"))
        }
        guard let birthDate = checkBirth(form, into: &problems) else { return nil }
        let residence = Statement.Residence(
            street: form.street,
            number: form.houseNumber,
            postalCode: form.postalCode,
            city: form.city,
            country: form.country
        )
        return .residence(residence, bornOn: birthDate)
    }

    private func checkText(
        _ text: String,
        _ field: StatementForm.Field,
        isRequired: Bool,
        into problems: inout StatementProblems
    ) {
        if text.isEmpty {
            guard isRequired else { return }
            let key = MessageKey("initiatives.sign.error", field.rawValue)
            problems.errors.append(.init(field, MessageKey(key, "missing")))
        } else if !isPlain(text) {
            problems.errors.append(.init(field, "initiatives.sign.error.characters"))
        } else {
            checkLength(text, Limits.addressCharacters, field, into: &problems)
        }
    }

    /// The format is that of the country of residence; not every address of the world has a code.
    private func checkPostalCode(_ form: StatementForm, into problems: inout StatementProblems) {
        let code = form.postalCode
        guard isPlain(code) else {
            problems.errors.append(.init(.postalCode, "initiatives.sign.error.characters"))
            return
        }
        checkLength(code, Limits.postalCodeCharacters, .postalCode, into: &problems)
        guard let country = memberStates[form.country] else { return }
        guard !country.accepts(postalCode: code) else { return }
        let example = country.postalCodeExample
        problems.doubts.append(
            .init(
                .postalCode,
                "initiatives.sign.doubt.postal-code",
                [
                    "country": .key(MessageKey("country", country.code)),
                    "example": .text(example ?? ""),
                ]
            )
        )
    }

    private func checkBirth(
        _ form: StatementForm,
        into problems: inout StatementProblems
    ) -> BirthDate? {
        let typed = form.birth
        guard !(typed.day.isEmpty && typed.month.isEmpty && typed.year.isEmpty) else {
            problems.errors.append(.init(.birth, "initiatives.sign.error.birth.missing"))
            return nil
        }
        guard let year = digits(typed.year), year > 1800, let month = digits(typed.month),
            let day = digits(typed.day),
            let birth = BirthDate(year: year, month: month, day: day), birth.earliest <= today
        else {
            problems.errors.append(.init(.birth, "initiatives.sign.error.birth.impossible"))
            return nil
        }
        if !birth.isIncomplete, birth.date == nil {
            problems.doubts.append(.init(.birth, "initiatives.sign.doubt.birth"))
        }
        let isPerhapsOldEnough = birth.earliest.age(on: today) >= state.minimumAge(on: today)
        checkAge(birth.latest, .birth, isCertain: !isPerhapsOldEnough, into: &problems)
        return birth
    }

    private func checkNumber(
        _ form: StatementForm,
        into problems: inout StatementProblems
    ) -> Statement.Identity? {
        guard let kind = state.numberKind(chosen: form.numberKind) else {
            problems.errors.append(.init(.numberKind, "initiatives.sign.error.number-kind.missing"))
            checkIsGiven(form.number, into: &problems)
            return nil
        }
        guard checkIsGiven(form.number, into: &problems) else { return nil }
        checkLength(form.number, Limits.numberCharacters, .number, into: &problems)
        for doubt in kind.doubts(about: form.number, on: today) {
            problems.doubts.append(
                .init(
                    .number,
                    MessageKey("initiatives.sign.doubt", doubt.rawValue),
                    ["example": .text(kind.example)]
                )
            )
        }
        if let date = kind.birthDate(in: form.number, on: today) {
            let isCertain = !kind.mayLeaveOutCentury(in: form.number)
            checkAge(date, .number, isCertain: isCertain, into: &problems)
        }
        return .number(kind: kind.key, number: form.number)
    }

    @discardableResult
    private func checkIsGiven(_ number: String, into problems: inout StatementProblems) -> Bool {
        guard Folding.fold(number).isEmpty || !isPlain(number) else { return true }
        problems.errors.append(.init(.number, "initiatives.sign.error.number.missing"))
        return false
    }

    /// The minimum age of the citizen's state (article 2(1)); not for the citizen to overrule.
    ///
    /// Where it is not certain that somebody is too young, the message says what would help.
    private func checkAge(
        _ birthDate: CivilDate,
        _ field: StatementForm.Field,
        isCertain: Bool,
        into problems: inout StatementProblems
    ) {
        let minimum = state.minimumAge(on: today)
        guard birthDate.age(on: today) < minimum else { return }
        let key: MessageKey = "initiatives.sign.error.too-young"
        problems.errors.append(
            .init(
                field,
                isCertain ? key : MessageKey(MessageKey(key, "perhaps"), field.rawValue),
                [
                    "age": .number(minimum),
                    "country": .key(MessageKey("country", state.code)),
                ]
            )
        )
    }

    private func checkLength(
        _ text: String,
        _ maximum: Int,
        _ field: StatementForm.Field,
        into problems: inout StatementProblems
    ) {
        guard text.utf8.count > maximum, text.count > maximum || text.utf8.count > maximum * 4
        else { return }
        problems.errors.append(
            .init(field, "initiatives.sign.error.too-long", ["count": .number(maximum)])
        )
    }

    /// A whole number without a sign.
    private func digits(_ text: String) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }

    /// Something remains of it when it is folded, and not all of it is numbers of any script.
    private func hasLetters(_ name: String) -> Bool {
        !Folding.fold(name).isEmpty
            && !name.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .decimalNumber, .letterNumber, .otherNumber: true
                default: false
                }
            }
    }

    /// Without control characters, which no form of an authority could show.
    private func isPlain(_ text: String) -> Bool {
        // C0, DEL and C1: all that Unicode calls control, for ever.
        !text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    }
}
