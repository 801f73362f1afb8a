import Kernel
import Web

extension VisitorContext {
    /// Whether an initiative can be signed here now: it collects, and its space is open for that.
    func canSign(_ initiative: some Staged) -> Bool {
        initiative.state(at: now).isSignable && space?.opens(Initiatives.sign, at: now) == true
    }
}
