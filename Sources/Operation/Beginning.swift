/// Whether a command may begin an installation where there is none.
///
/// Most may not: a volume that is not mounted looks just like a first start, and whoever began
/// anew there would serve an empty site, and recognise nobody who has signed.
package enum Beginning: Sendable {
    case never
    /// Where there is neither a secret nor a database: for the demonstration.
    case whereNothingIs
    /// As the operator has asked, with `--new`.
    case asked
}
