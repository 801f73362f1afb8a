/// What somebody is at an institution, or in one of its spaces.
///
/// The operator of the installation is no role of a member: who runs the server acts at its command
/// line.
package enum Role: String, CaseIterable, Sendable {
    /// Everything of the institution, its roles included; never of one space only.
    case administrator
    /// Runs spaces: what is asked, when, and how it ends.
    case organiser
    /// Decides about what people wrote.
    case moderator
    /// Reads statistics and exports.
    case analyst

    /// Whether it can be given for one space.
    package var canBeOfSpace: Bool { self != .administrator }
}
