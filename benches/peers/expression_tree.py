# A tree of boxed expressions is built and evaluated: allocation, matching and recursion.
DEPTH = 19
MODULUS = 1_000_003
NUMBER, ADD, SUBTRACT, MULTIPLY = 0, 1, 2, 3

seed = 42


def next_random():
    global seed
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed // 65_536


def build(depth):
    random = next_random()
    if depth == 0:
        return (NUMBER, random, None)
    left = build(depth - 1)
    right = build(depth - 1)
    return (random % 3 + 1, left, right)


def evaluate(expr):
    kind, left, right = expr
    if kind == NUMBER:
        return left
    if kind == ADD:
        return (evaluate(left) + evaluate(right)) % MODULUS
    if kind == SUBTRACT:
        return (evaluate(left) - evaluate(right) + MODULUS) % MODULUS
    return evaluate(left) * evaluate(right) % MODULUS


print(evaluate(build(DEPTH)))
