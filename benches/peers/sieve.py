# The sieve of Eratosthenes: a vector of booleans read and written by index.
N = 5_000_000


def count_primes(n):
    composite = [False] * n
    count = 0
    for i in range(2, n):
        if not composite[i]:
            count += 1
            j = i * i
            while j < n:
                composite[j] = True
                j += i
    return count


print(count_primes(N))
