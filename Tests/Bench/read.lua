-- Reads the page of an initiative as an anonymous visitor; prints the same summary as sign.lua.

function init(args)
  wrk.path = args[1]
end

function done(summary, latency)
  io.write(string.format(
    "RESULT requests=%d seconds=%.3f refused=%d connect=%d read=%d write=%d timeout=%d p50=%.2f p99=%.2f max=%.2f\n",
    summary.requests, summary.duration / 1e6, summary.errors.status, summary.errors.connect,
    summary.errors.read, summary.errors.write, summary.errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
