import Kernel
import Storage

extension ModerationDesk {
    /// Hides what so many people reported, until somebody has looked: the case stays open.
    ///
    /// For subjects that no person has let be seen since they were written.
    func hideByItself(
        _ subject: ModeratedRow,
        _ number: Int,
        _ place: SubjectDirectory.Place,
        in transaction: inout Transaction
    ) throws {
        guard let row = try CaseStore.lock([number], in: &transaction).first else { return }
        let category = try ReportStore.mainCategory(of: number, in: &transaction)
        let ruling = Ruling(
            desk: self,
            // What it rests on is the setting of the space; letters say it in their reader's language.
            decision: Decision(
                .hide,
                ground: Decision.Ground(kind: .incompatible, reference: "", explanation: ""),
                category: category ?? .unspecified
            ),
            by: nil,
            automation: .fully,
            spaces: try directory.spaces(&transaction)
        )
        _ = try ruling.take(
            [Matter(row: row, subject: subject, place: place)],
            in: &transaction
        )
        try moderation.announce(&transaction)
    }
}
