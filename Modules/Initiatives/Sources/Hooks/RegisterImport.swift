import FoundationEssentials
import Kernel
import Spaces

/// The Commission's register as `Seeds/demo/eci/register.json` keeps it.
struct RegisterImport: Decodable, Sendable {
    struct Record: Decodable, Sendable {
        let id: String
        let title: String
        let titleLanguage: String
        let objectives: String
        /// The register's list cuts texts; the page of the register has the whole.
        let objectivesCut: Bool
        let annex: String?
        let status: String
        let registeredOn: String?
        let opensOn: String?
        let closesOn: String?
        let answeredOn: String?
        let register: String
        let reported: [String: Int]?
        let reportedTotal: Int?
        let outcome: Outcome?

        /// How it ended, and on which day.
        struct Outcome: Decodable, Sendable {
            let kind: String
            let on: String?
            /// The page on which the Commission answers.
            let answer: String?
        }
    }

    /// What is wrong with a record: said with its number, so that it can be mended.
    struct Failure: Error, CustomStringConvertible {
        let id: String
        let what: String

        var description: String { "initiative \(id): \(what)" }
    }

    let initiatives: [Record]

    init(json: [UInt8]) throws {
        self = try JSONDecoder().decode(RegisterImport.self, from: Data(json))
    }
}

extension RegisterImport.Record {
    func initiative(presentation: Initiative.Presentation?) throws -> Initiative {
        guard let number = Initiative.ID(id) else { throw failure("no registration number") }
        guard let registered = registeredOn.flatMap({ CivilDate(iso: $0) }) else {
            throw failure("no day of registration")
        }
        let period = try period
        return Initiative(
            id: number,
            title: title.keepingPunctuationOnItsLine,
            objectives: objectives,
            isShortened: objectivesCut,
            annex: annex,
            language: titleLanguage,
            stage: try stage,
            period: period,
            endedAt: endedAt(period),
            registeredOn: registered,
            answeredOn: answeredOn.flatMap { CivilDate(iso: $0) },
            answerAddress: outcome?.answer,
            registerAddress: register,
            presentation: presentation ?? Initiative.Presentation(),
            reportedTotal: reportedTotal ?? (hasBegun ? nil : 0),
            wrappedFingerprintKey: nil
        )
    }

    /// Of what has not begun nobody counted anything, and that is known.
    private var hasBegun: Bool { status != "registered" }

    private var stage: Stage {
        get throws {
            switch status {
            case "registered", "ongoing", "closed": return .scheduled
            default:
                let stage = Stage(rawValue: status)
                guard Initiative.workflow.states.contains(stage) else {
                    throw failure("unknown status \(status)")
                }
                return stage
            }
        }
    }

    /// The register names no last day while collection goes on: it is twelve months at most.
    private var period: CollectionPeriod? {
        get throws {
            guard let opensOn else { return nil }
            guard let first = CivilDate(iso: opensOn) else {
                throw failure("no such day \(opensOn)")
            }
            let last =
                closesOn.flatMap { CivilDate(iso: $0) } ?? CollectionPeriod.lastDay(from: first)
            return CollectionPeriod(firstDay: first, lastDay: last)
        }
    }

    /// The register says when an initiative was withdrawn: collection ended then, not on its last day.
    private func endedAt(_ period: CollectionPeriod?) -> Instant? {
        guard let outcome, outcome.kind == Stage.withdrawn.rawValue,
            let day = outcome.on.flatMap({ CivilDate(iso: $0) })
        else { return nil }
        let instant = CivilZone.brussels.start(of: day)
        return period.map { instant < $0.closesAt } ?? true ? instant : nil
    }

    private func failure(_ what: String) -> RegisterImport.Failure {
        RegisterImport.Failure(id: id, what: what)
    }
}

extension String {
    /// In French a space stands before these marks, and a mark alone never begins a line.
    fileprivate var keepingPunctuationOnItsLine: String {
        ["!", "?", ":", ";", "»"].reduce(self) { text, mark in
            text.replacing(" " + mark, with: "\u{A0}" + mark)
        }
    }
}
