import Accounts
import Audit
import Comments
import Files
import Jobs
import Ledger
import Mail
import Moderation
import Notifications
import Search
package import Storage
import Work

extension House {
    /// Every step in the history of the tables that modules and what they share have, in their order.
    package static func migrations(of modules: [any SpaceModule.Type]) -> [Migration] {
        TenancyMigrations.all + WorkflowMigrations.all + LedgerMigrations.all + JobMigrations.all
            + MailMigrations.all + FileMigrations.all + AccountMigrations.all + SearchMigrations.all
            + NotificationMigrations.all + WorkMigrations.all + AuditMigrations.all
            + ModerationMigrations.all + CommentMigrations.all
            + modules.flatMap { $0.manifest.migrations }
    }
}
