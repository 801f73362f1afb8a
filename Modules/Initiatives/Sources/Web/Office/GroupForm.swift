import Credentials
import Kernel
import Localization
import Web

/// The group of organisers as it is typed: names and countries, that the law makes public, and addresses for
/// the office.
struct GroupForm: Sendable {
    typealias Organiser = Initiative.Presentation.Organiser

    struct Row: Sendable {
        let role: Organiser.Role
        var name = ""
        var residence = ""
        var email = ""

        var isEmpty: Bool { name.isEmpty && residence.isEmpty && email.isEmpty }
    }

    let rows: [Row]
    /// Where those live who are stored already: what the register gave stays, member state or not.
    private(set) var residences: Set<String> = []

    /// Room for the seven people whom the law asks for, a representative and a substitute beside them.
    static let empty = GroupForm(rows: rows(9))

    init(rows: [Row]) { self.rows = rows }

    /// - Parameter stored: The organisers that there are already.
    init(_ data: FormData, stored: [Organiser] = []) {
        residences = Set(stored.map(\.residence))
        rows = (1...Limits.organisersPerInitiative).prefix { number in
            data.has("organiser-\(number)-name")
        }.map { number in
            let name = "organiser-\(number)"
            return Row(
                role: Organiser.Role(rawValue: data[name + "-role"]) ?? Self.role(number),
                name: data[name + "-name"],
                residence: data[name + "-residence"],
                email: data[name + "-email"]
            )
        }
    }

    /// As it is, with room for three more.
    init(_ organisers: [Organiser], emails: [String]) {
        let ordered = Organiser.Role.allCases.flatMap { role in
            organisers.enumerated().filter { $0.element.role == role }
        }
        var rows: [Row] = []
        for (index, organiser) in ordered {
            // The first rows are of one role each; who has none of them leaves a row empty.
            while rows.count < 2, organiser.role != Self.role(rows.count + 1) {
                rows.append(Row(role: Self.role(rows.count + 1)))
            }
            rows.append(
                Row(
                    role: organiser.role,
                    name: organiser.name,
                    residence: organiser.residence,
                    email: index < emails.count ? emails[index] : organiser.email ?? ""
                )
            )
        }
        let room = min(max(9, rows.count + 3), Limits.organisersPerInitiative)
        residences = Set(organisers.map(\.residence))
        self.rows = rows + Self.rows(room).dropFirst(rows.count)
    }

    private static func rows(_ count: Int) -> [Row] {
        (1...count).map { Row(role: role($0)) }
    }

    private static func role(_ number: Int) -> Organiser.Role {
        switch number {
        case 1: .representative
        case 2: .substitute
        default: .member
        }
    }

    /// The organisers with their addresses; what is wrong stands beside its field.
    ///
    /// Who is missing for the law is told by ``NextSteps``: what is known can be written before.
    func organisers(
        _ states: MemberStates,
        _ typed: inout Typed,
        _ t: Translator
    ) -> [(organiser: Organiser, email: String)] {
        var found: [(organiser: Organiser, email: String)] = []
        for (index, row) in rows.enumerated() where !row.isEmpty {
            let field = "organiser-\(index + 1)"
            if row.name.isEmpty || row.name.count > Limits.nameCharacters {
                typed.refuse(field + "-name", t("initiatives.office.group.refused.name"))
            }
            if states[row.residence] == nil, !residences.contains(row.residence) {
                typed.refuse(field + "-residence", t("initiatives.office.group.refused.residence"))
            }
            let email = row.email.isEmpty ? nil : try? EmailAddress(typed: row.email)
            if email == nil, !row.email.isEmpty {
                typed.refuse(field + "-email", t("initiatives.office.refused.email"))
            }
            let organiser = Organiser(
                role: row.role,
                name: row.name,
                residence: row.residence,
                email: nil
            )
            found.append((organiser, email?.text ?? ""))
        }
        return found
    }
}
