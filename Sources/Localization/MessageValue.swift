package import Kernel

/// A value inside a message, written as the reader's language writes it.
package enum MessageValue: Hashable, Sendable {
    case text(String)
    case number(Int)
    /// A share in hundredths of a percent: 4250 is 42.5 %.
    case percent(Int)
    case date(CivilDate)
    /// Another message.
    case key(MessageKey)
}

package typealias MessageValues = [String: MessageValue]
