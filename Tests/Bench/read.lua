-- Reads one address, or those of a file one after the other, again and again; prints the same summary as sign.lua.
-- A second argument is the cookie of whoever reads.

local paths = {}
local place = 0

function init(args)
  if args[2] then wrk.headers["Cookie"] = args[2] end
  local file = io.open(args[1])
  if not file then
    -- Written once.
    wrk.path = args[1]
  else
    for line in file:lines() do paths[#paths + 1] = line end
    request = next_request
  end
end

function next_request()
  place = place % #paths + 1
  return wrk.format("GET", paths[place])
end

function done(summary, latency)
  io.write(string.format(
    "RESULT requests=%d seconds=%.3f refused=%d connect=%d read=%d write=%d timeout=%d p50=%.2f p99=%.2f max=%.2f\n",
    summary.requests, summary.duration / 1e6, summary.errors.status, summary.errors.connect,
    summary.errors.read, summary.errors.write, summary.errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
