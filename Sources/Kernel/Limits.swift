/// A limit on everything, in one place.
///
/// Sizes are in bytes of UTF-8 unless a name says otherwise.
package enum Limits {
    // What one request may bring.
    package static let bodyBytes = 64 * 1024
    package static let formFields = 64
    package static let pathBytes = 2048
    package static let queryBytes = 2048

    // What people type, in characters as they see them.
    package static let nameCharacters = 200
    package static let numberCharacters = 40
    package static let addressCharacters = 200
    package static let postalCodeCharacters = 16
    package static let searchCharacters = 100
    package static let searchWords = 6

    // Lists.
    package static let pageLength = 12
    package static let pagesDeep = 1000

    // Intake: what waits, and what one transaction takes.
    package static let ledgerQueue = 4096
    package static let ledgerBatch = 512
    package static let ledgerPayloadBytes = 8 * 1024

    /// Items whose keys and dates are kept in memory while they are signed.
    package static let signableItems = 1000

    // Reading: what is kept of built pages.
    package static let cachedPages = 2048
    package static let cachedPagesBytes = 32 * 1024 * 1024
    package static let cacheFreshMilliseconds: Int64 = 1000
    /// How long an old page may stand in while the database is away.
    package static let cacheStaleMilliseconds: Int64 = 3_600_000

    /// Networks whose writes are counted at once; with more, counting starts anew.
    package static let limitedNetworks = 200_000

    // Languages and tenants.
    package static let tenants = 10_000
    package static let spacesPerTenant = 50
    package static let pictureBytes = 512 * 1024
    package static let linkBytes = 500

    // Discovery.
    package static let publicPages = 20_000
    package static let sitemapPages = 1000
    package static let sitemapLinks = 30_000
    package static let feedEntries = 50

    // Delivery.
    package static let deliveryPageRows = 2000
    package static let deliveryLineBytes = 64 * 1024
}
