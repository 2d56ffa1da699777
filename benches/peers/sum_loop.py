# The sum of i * i % 7: a tight loop of integer arithmetic.
N = 50_000_000


def sum_loop(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


print(sum_loop(N))
