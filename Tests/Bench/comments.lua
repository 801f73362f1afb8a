-- Comments of members for wrk: each request is another text, by another member in turn.
-- Arguments: a file of addresses, a file of cookies, run name.

local folder = debug.getinfo(1, "S").source:match("@(.*/)") or "./"
dofile(folder .. "read.lua")

local paths, cookies, run = {}, {}, ""
local turn = 0
local text = string.rep("+what+people+say", 12)

local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

local function lines(name)
  local all = {}
  for line in io.lines(name) do all[#all + 1] = line end
  return all
end

function init(args)
  paths, cookies, run = lines(args[1]), lines(args[2]), args[3]
  turn = number * 1000
end

function request()
  turn = turn + 1
  local body = "stance=for&comment=" .. run .. "+" .. number .. "+" .. turn .. text
  return wrk.format("POST", paths[turn % #paths + 1], {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Cookie"] = cookies[turn % #cookies + 1],
  }, body)
end
