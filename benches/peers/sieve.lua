-- The sieve of Eratosthenes: a vector of booleans read and written by index.
local N = 5000000

local function count_primes(n)
  local composite = {}
  for i = 0, n - 1 do
    composite[i] = false
  end
  local count = 0
  for i = 2, n - 1 do
    if not composite[i] then
      count = count + 1
      local j = i * i
      while j < n do
        composite[j] = true
        j = j + i
      end
    end
  end
  return count
end

print(count_primes(N))
