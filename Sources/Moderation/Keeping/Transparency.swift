package import Kernel
import Storage

extension ModerationDesk {
    /// What everybody may know of moderation at an institution, of two years.
    package func transparency(in scope: Scope) async throws -> ModerationTransparency {
        try await database.read(in: scope.entering(.site)) { transaction in
            let last = ModerationMonth(of: transaction.now).number
            let first = ModerationMonth(number: last - Limits.moderationMonths + 1)
            let months = try FigureStore.all(from: first, in: &transaction)
            var all = ModerationFigures()
            for month in months { all.add(month.figures) }
            return ModerationTransparency(
                months: months.map { month in
                    ModerationTransparency.Month(month: month.month, figures: month.figures)
                },
                all: all,
                policies: try directory.policies(&transaction)
            )
        }
    }
}
