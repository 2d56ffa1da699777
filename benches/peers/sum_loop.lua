-- The sum of i * i % 7: a tight loop of integer arithmetic.
local N = 50000000

local function sum(n)
  local sum = 0
  for i = 0, n - 1 do
    sum = sum + i * i % 7
  end
  return sum
end

print(sum(N))
