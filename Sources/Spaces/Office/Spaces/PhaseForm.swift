package import Kernel
package import Localization
package import Markup
package import Web

/// The phases of a space as they are typed: days by the institution's clocks, both of them included.
struct PhaseForm {
    struct Row {
        let name: String
        let features: Set<String>
        let first: DateField.Typed
        let last: DateField.Typed

        var isEmpty: Bool {
            name.isEmpty && features.isEmpty && first.isEmpty && last.isEmpty
        }
    }

    let rows: [Row]
    let mark: String

    init(_ data: FormData) {
        rows = (1...Limits.phasesPerSpace).map { number in
            let name = "phase-\(number)"
            return Row(
                name: data[name + "-name"],
                features: Set(data.fields.filter { $0.name == name + "-features" }.map(\.value)),
                first: DateField.Typed(data, name + "-first"),
                last: DateField.Typed(data, name + "-last")
            )
        }
        mark = data["mark"]
    }

    init(_ space: Space, in zone: CivilZone) {
        rows = space.phases.map { phase in
            Row(
                name: phase.name,
                features: Set(phase.features.map(\.name)),
                first: DateField.Typed(phase.opensAt.map { zone.date(at: $0) }),
                last: DateField.Typed(phase.closesAt.map { Self.lastDay(before: $0, in: zone) })
            )
        }
        mark = space.mark
    }

    /// The phases; what is wrong stands beside its field.
    ///
    /// A day that is as it was keeps its instant, whichever that is.
    func phases(
        of space: Space,
        in zone: CivilZone,
        _ typed: inout Typed,
        _ t: Translator
    ) -> [Phase] {
        var phases: [Phase] = []
        for (index, row) in rows.enumerated() where !row.isEmpty {
            let field = "phase-\(index + 1)"
            if !Slug.isValid(row.name, length: 1...Limits.slugBytes)
                || phases.contains(where: { $0.name == row.name })
            {
                typed.refuse(field + "-name", t("office.phase.refused.name"))
            }
            let first = row.first.day(field + "-first", &typed, t)
            let last = row.last.day(field + "-last", &typed, t)
            if let first, let last, last < first {
                typed.refuse(field + "-last", t("office.phase.refused.order"))
            }
            let old = space.phases.first { $0.name == row.name }
            let phase = Phase(
                row.name,
                features: Set(row.features.map { Feature($0) }),
                opensAt: first.map { day in
                    old?.opensAt.flatMap { zone.date(at: $0) == day ? $0 : nil }
                        ?? zone.start(of: day)
                },
                closesAt: last.map { day in
                    old?.closesAt.flatMap { Self.lastDay(before: $0, in: zone) == day ? $0 : nil }
                        ?? zone.end(of: day)
                }
            )
            phases.append(phase)
        }
        return phases
    }

    /// Beside which field a refusal stands, nil for none of them, and what it says there.
    func problem(
        _ refusal: SpaceChange.Refusal,
        _ t: Translator
    ) -> (field: String?, message: String) {
        func field(_ name: String, _ part: String) -> String {
            "phase-\((rows.firstIndex { $0.name == name } ?? 0) + 1)-\(part)"
        }
        return switch refusal {
        case .changedMeanwhile: (nil, t("office.space.refused.changed"))
        case .overlapping(let name, let other):
            (field(name, "first"), t("office.phase.refused.overlap", ["name": .text(other)]))
        case .lengthened(let name): (field(name, "last"), t("office.phase.refused.lengthened"))
        case .reopened(let name): (field(name, "last"), t("office.phase.refused.over"))
        case .removedPhase(let name):
            ("phase-1-name", t("office.phase.refused.removed", ["name": .text(name)]))
        case .backdatedPhase(let name): (field(name, "first"), t("office.phase.refused.past"))
        default: ("phase-1-name", t("office.space.refused.phase"))
        }
    }

    private static func lastDay(before end: Instant, in zone: CivilZone) -> CivilDate {
        zone.date(at: end.adding(.seconds(-1)))
    }
}

extension DateField.Typed {
    /// What came with a form, as it was typed.
    package init(_ data: FormData, _ name: String) {
        self.init(
            day: data[name + "-day"],
            month: data[name + "-month"],
            year: data[name + "-year"]
        )
    }

    /// A day that is known; nothing for none.
    package init(_ date: CivilDate?) {
        guard let date else {
            self.init(day: "", month: "", year: "")
            return
        }
        self.init(day: String(date.day), month: String(date.month), year: String(date.year))
    }

    package var isEmpty: Bool { day.isEmpty && month.isEmpty && year.isEmpty }

    /// Nil for no day; one that no calendar has is refused.
    package func day(
        _ field: String,
        _ typed: inout Web.Typed,
        _ t: Translator
    ) -> CivilDate? {
        guard !isEmpty else { return nil }
        if let year = Int(year), let month = Int(month), let day = Int(day),
            let date = CivilDate(year: year, month: month, day: day)
        {
            return date
        }
        typed.refuse(field, t("office.phase.refused.day"))
        return nil
    }
}
