-- Quicksort of pseudo-random integers in place: recursion, comparisons and swaps by index.
local N = 1000000

local function make_values(count)
  local values = {}
  local seed = 42
  for i = 0, count - 1 do
    seed = (seed * 1103515245 + 12345) % 2147483648
    values[i] = seed
  end
  return values
end

local function quicksort(values, low, high)
  local pivot = values[(low + high) // 2]
  local i, j = low, high
  while true do
    while values[i] < pivot do
      i = i + 1
    end
    while values[j] > pivot do
      j = j - 1
    end
    if i >= j then
      break
    end
    values[i], values[j] = values[j], values[i]
    i = i + 1
    j = j - 1
  end
  if low < j then
    quicksort(values, low, j)
  end
  if j + 1 < high then
    quicksort(values, j + 1, high)
  end
end

local function checksum(values, count)
  local sum = 0
  for i = 0, count - 1 do
    sum = (sum * 31 + values[i]) % 1000000007
  end
  return sum
end

local values = make_values(N)
quicksort(values, 0, N - 1)
print(string.format("%d %d %d", values[0], values[N - 1], checksum(values, N)))
