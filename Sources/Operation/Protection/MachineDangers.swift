import Kernel

/// What on this machine could bring memory or more to others, told from what the system says of itself.
///
/// Pure: texts of the system come in, sentences go out.
package enum MachineDangers {
    /// Places to which the system may write memory; `swaps` is `/proc/swaps`.
    ///
    /// Compressed memory (zram) is memory.
    package static func swap(_ swaps: String) -> String? {
        let places = swaps.split(separator: "\n").dropFirst()
            .compactMap { $0.split(separator: " ").first.map(String.init) }
            .filter { !$0.hasPrefix("/dev/zram") }
        guard !places.isEmpty else { return nil }
        return """
            This machine swaps to \(places.joined(separator: ", ")): what people type may be written \
            there. Let the service never swap (MemorySwapMax=0, as Deploy/parvis.service does), \
            encrypt the swap, or switch it off.
            """
    }

    /// `host` is the address that is listened on.
    package static func development(isOn: Bool, host: String) -> String? {
        guard isOn, !Loopback.holds(host) else { return nil }
        return """
            Development is on, and the server listens on \(host): whoever reaches it can sign in as \
            anybody and read all letters. Listen on 127.0.0.1, or leave --development away.
            """
    }

    package static func root(_ isRoot: Bool) -> String? {
        guard isRoot else { return nil }
        return """
            This runs as root. Give the program an account of its own, as Deploy/parvis.service does: \
            it needs no right but to its folder.
            """
    }
}
