import NIOCore

/// One timer for each connection, whatever happens on it.
///
/// It fires at the next deadline, or after the shortest one if that is sooner. So an event only
/// notes its instant and never sets a timer: a deadline that starts after a look cannot end
/// before the next.
extension ConnectionGuard {
    /// Sees what is late, acts on it, and sets the timer for the next look.
    func look(context: ChannelHandlerContext) {
        let now = NIODeadline.now()
        let unsentBytes = unsentBytes(context: context)

        if case .leaving(let end) = stage {
            lookLeaving(until: end, at: now, unsentBytes: unsentBytes, context: context)
            return
        }

        let verdict = progress.judge(
            at: now,
            unsentBytes: unsentBytes,
            isClientAwaited: isReadPending
        )
        switch verdict {
        case .wait(let due):
            let period = TimeAmount.milliseconds(limits.shortestMilliseconds)
            setTimer(at: min(due, now + period), context: context)
        case .close:
            abandon(context: context)
        case .leave:
            leave(context: context)
        case .refuse(let status):
            refuse(status, context: context)
        }
    }

    private func lookLeaving(
        until end: NIODeadline,
        at now: NIODeadline,
        unsentBytes: Int,
        context: ChannelHandlerContext
    ) {
        let isSent = unsentBytes == 0
        let taking = progress.takingDeadline(at: now, unsentBytes: unsentBytes)
        let due = isSent ? end : taking
        if due <= now || (isSent && isInputClosed) {
            context.close(promise: nil)
        } else {
            // Nothing tells when the last byte has gone while the input is closed.
            let soon = now + .milliseconds(50)
            setTimer(at: isInputClosed ? min(due, soon) : due, context: context)
        }
    }

    private func setTimer(at due: NIODeadline, context: ChannelHandlerContext) {
        guard timer == nil || due < timerDue else { return }

        timer?.cancel()
        timerDue = due
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: due) {
            self.timer = nil
            self.look(context: context)
        }
    }

    private func unsentBytes(context: ChannelHandlerContext) -> Int {
        // Only a channel that has closed has no such number.
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }
}
