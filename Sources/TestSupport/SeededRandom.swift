package import Kernel
import Synchronization

extension Random {
    /// The same bytes in every run, none of them twice.
    package static func seeded(_ seed: UInt64 = 1) -> Random {
        let state = Mutex(seed)
        return Random { count in
            state.withLock { state in
                (0..<count).map { _ in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return UInt8(truncatingIfNeeded: state >> 56)
                }
            }
        }
    }
}
