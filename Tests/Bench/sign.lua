-- Unique statements of support for wrk: each request is another citizen.
-- Arguments: mode (sealed | plain), address or a file of addresses, key ids as STATE=HEX,… , run name.
-- A line of the file is an address, or a host, a space and an address there.

local mode, path, keys, run
local templates, counter = {}, 0
-- What requests begin with: address and host.
local heads = {}
-- A sealed statement as long as a real one. The server cannot tell random bytes from a sealed
-- text, which is the point of sealing, so its work is the same.
local function sealed(key)
  local bytes = { "\1" }
  for pair in key:gmatch("%x%x") do bytes[#bytes + 1] = string.char(tonumber(pair, 16)) end
  for _ = 1, 32 + 256 + 16 do bytes[#bytes + 1] = string.char(math.random(0, 255)) end
  return table.concat(bytes)
end

local base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
local function encode(bytes)
  local out = {}
  for i = 1, #bytes, 3 do
    local a, b, c = bytes:byte(i, i + 2)
    local n = a * 65536 + (b or 0) * 256 + (c or 0)
    for k = 0, 3 do
      local at = math.floor(n / 64 ^ (3 - k)) % 64 + 1
      out[#out + 1] = base64:sub(at, at)
    end
    if not b then out[#out - 1] = "=" end
    if not c then out[#out] = "=" end
  end
  return (table.concat(out):gsub("+", "%%2B"):gsub("/", "%%2F"):gsub("=", "%%3D"))
end

local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

local function head(line)
  local host, address = line:match("^(%S+) (%S+)$")
  return "POST " .. (address or line) .. " HTTP/1.1\r\nHost: " .. (host or wrk.headers["Host"]) .. "\r\n"
end

-- A request behind its head, whose body ends with twelve digits: all that differs between two citizens.
local function template(fields)
  return table.concat({
    "Content-Type: application/x-www-form-urlencoded",
    "Content-Length: " .. (#fields + 12), "", fields,
  }, "\r\n")
end

function init(args)
  mode, path, keys, run = args[1], args[2], args[3], args[4]
  math.randomseed(number + 1)
  local file = io.open(path)
  if file then
    for line in file:lines() do heads[#heads + 1] = head(line) end
  else
    heads[1] = head(path)
  end
  local prefix = string.format("%s%02x", run, number)
  if mode == "plain" then
    templates[1] = template("state=EE&first-names=Bench&family-names=Citizen&certify=yes"
      .. "&insist=yes&number-kind=isikukood&number=" .. prefix)
    return
  end
  for state, key in keys:gmatch("(%u%u)=(%x+)") do
    local identity = prefix .. string.rep("0", 64 - #prefix - 12)
    templates[#templates + 1] = template("state=" .. state .. "&form=2019-788-III%2F1&sealed="
      .. encode(sealed(key)) .. "&identity=" .. identity)
  end
end

function request()
  counter = counter + 1
  return heads[#heads == 1 and 1 or math.random(#heads)] .. templates[counter % #templates + 1] .. string.format("%012d", counter)
end

function done(summary, latency)
  local bad = summary.errors.status
  io.write(string.format(
    "RESULT requests=%d seconds=%.3f refused=%d connect=%d read=%d write=%d timeout=%d p50=%.2f p99=%.2f max=%.2f\n",
    summary.requests, summary.duration / 1e6, bad, summary.errors.connect, summary.errors.read,
    summary.errors.write, summary.errors.timeout, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, latency.max / 1000))
end
