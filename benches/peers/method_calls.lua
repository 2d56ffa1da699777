-- A method that changes a field through its receiver, called in a loop.
local N = 20000000

local Counter = {}
Counter.__index = Counter

function Counter:add(n)
  self.total = self.total + n
end

local function run()
  local counter = setmetatable({ total = 0 }, Counter)
  for i = 0, N - 1 do
    counter:add(i & 7)
  end
  return counter.total
end

print(run())
