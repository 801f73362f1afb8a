-- Signatures of a petition for wrk: each request is another person, whom a provider of identity knows.
-- Arguments: address, a file with a session and an attempt on each line.

local folder = debug.getinfo(1, "S").source:match("@(.*/)") or "./"
dofile(folder .. "read.lua")

local head
local people, turn = {}, 0

function init(args)
  head = "POST " .. args[1] .. " HTTP/1.1\r\nHost: " .. wrk.headers["Host"]
    .. "\r\nContent-Type: application/x-www-form-urlencoded\r\nCookie: session="
  for line in io.lines(args[2]) do
    local session, attempt = line:match("^(%S+) (%S+)$")
    local body = "attempt=" .. attempt
    people[#people + 1] = session .. "\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body
  end
end

-- Whoever signs twice is refused, so that a run which needs more people than there are does not count.
function request()
  turn = turn % #people + 1
  return head .. people[turn]
end
