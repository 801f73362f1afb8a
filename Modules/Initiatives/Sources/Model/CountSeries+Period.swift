import Kernel
import Ledger
import Spaces

extension CountSeries {
    /// From the first day of the collection, or of the first statement, until `today` or its end.
    init(days: [LedgerDay], period: CollectionPeriod, today: CivilDate) {
        self.init(days: days, from: period.firstDay, to: period.lastDay, today: today)
    }
}
