import Kernel

/// A number that the law asks for from a day on: signatories, or years of age.
struct DatedMinimum: Decodable, Equatable, Sendable {
    let from: CivilDate
    let minimum: Int

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let text = try container.decode(String.self, forKey: .from)
        guard let day = CivilDate(iso: text) else {
            throw DecodingError.dataCorruptedError(
                forKey: .from,
                in: container,
                debugDescription: "\(text) is not a day."
            )
        }
        from = day
        minimum = try container.decode(Int.self, forKey: .minimum)
    }

    private enum CodingKeys: String, CodingKey {
        case from
        case minimum
    }
}

extension [DatedMinimum] {
    /// What is in force on a day; nothing before the first.
    ///
    /// The list is in the order of its days, which `MemberStates` checks when it reads it.
    func inForce(on day: CivilDate) -> Int? {
        last { $0.from <= day }?.minimum
    }
}
