import Synchronization

/// What was typed in a form whose body can be read only once.
///
/// A page that says no gives it back, also when the form was being read as something went wrong.
package final class KeptForm: Sendable {
    private let kept = Mutex<FormData?>(nil)

    init() {}

    var form: FormData? { kept.withLock(\.self) }

    func keep(_ form: FormData) { kept.withLock { $0 = form } }
}
