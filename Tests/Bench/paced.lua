-- As sign.lua, but each connection waits ten milliseconds: ten of them send about 1,000 a second.

local folder = debug.getinfo(1, "S").source:match("@(.*/)") or "./"
dofile(folder .. "sign.lua")

function delay()
  return 10
end
