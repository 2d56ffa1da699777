-- Words are made, joined to a text, split again and counted in a hash map.
local N = 1000000
local VOCABULARY = 5000
local LETTERS = "etaoinshrdlu"

local seed = 42
local function next_random()
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed // 65536
end

local function spell(n)
  local word = {}
  repeat
    local at = n % 12 + 1
    word[#word + 1] = LETTERS:sub(at, at)
    n = n // 12
  until n == 0
  return table.concat(word)
end

local function make_text(count)
  local vocabulary = {}
  for n = 0, VOCABULARY - 1 do
    vocabulary[n] = spell(n)
  end
  local words = {}
  for i = 1, count do
    local a = next_random() % VOCABULARY
    local b = next_random() % VOCABULARY
    words[i] = vocabulary[a < b and a or b]
  end
  return table.concat(words, " ")
end

local text = make_text(N)
local counts = {}
for word in text:gmatch("%S+") do
  counts[word] = (counts[word] or 0) + 1
end
local different, best_word, best_count = 0, "", 0
for word, count in pairs(counts) do
  different = different + 1
  if count > best_count or count == best_count and word < best_word then
    best_word, best_count = word, count
  end
end
print(string.format("%d words, %d different, %s %d times", N, different, best_word, best_count))
