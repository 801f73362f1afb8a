import Kernel

/// What is counted of networks: under keyed hashes, in memory alone, for as long as the key lives.
///
/// Nothing leads from a hash back to an address, and with the key everything is thrown away that was
/// counted under it.
struct CountedNetworks<Count> {
    /// How long a key lives.
    private let life: Int64
    /// With more networks than that, counting starts anew.
    private let limit: Int
    private var counts: [Int: Count] = [:]
    private var key: UInt64
    private var keyMadeAt: Instant

    init(life: Int64, limit: Int, random: Random, now: Instant) {
        self.life = life
        self.limit = limit
        key = random.bits()
        keyMadeAt = now
    }

    subscript(name: Int) -> Count? {
        get { counts[name] }
        set { counts[name] = newValue }
    }

    /// Throws everything away when it is time.
    mutating func renew(at now: Instant, _ random: Random) {
        guard keyMadeAt.distance(to: now) >= life || counts.count > limit else { return }
        counts.removeAll()
        key = random.bits()
        keyMadeAt = now
    }

    /// SipHash, seeded by the process and by the key.
    func name(of network: some Sequence<UInt8>, _ realm: some Hashable) -> Int {
        var hasher = Hasher()
        hasher.combine(key)
        hasher.combine(Array(network))
        hasher.combine(realm)
        return hasher.finalize()
    }
}
