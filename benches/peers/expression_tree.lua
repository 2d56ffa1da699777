-- A tree of boxed expressions is built and evaluated: allocation, matching and recursion.
local DEPTH = 19
local MODULUS = 1000003

local seed = 42
local function next_random()
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed // 65536
end

local NUMBER, ADD, SUBTRACT, MULTIPLY = 0, 1, 2, 3

local function build(depth)
  local random = next_random()
  if depth == 0 then
    return { kind = NUMBER, value = random }
  end
  local left = build(depth - 1)
  local right = build(depth - 1)
  return { kind = random % 3 + 1, left = left, right = right }
end

local function evaluate(expr)
  local kind = expr.kind
  if kind == NUMBER then
    return expr.value
  elseif kind == ADD then
    return (evaluate(expr.left) + evaluate(expr.right)) % MODULUS
  elseif kind == SUBTRACT then
    return (evaluate(expr.left) - evaluate(expr.right) + MODULUS) % MODULUS
  else
    return evaluate(expr.left) * evaluate(expr.right) % MODULUS
  end
end

print(evaluate(build(DEPTH)))
