/// What a handler meets when the guard ends the connection before the request is whole.
///
/// Without it the body would seem to end where it was cut.
struct ConnectionCut: Error {}
