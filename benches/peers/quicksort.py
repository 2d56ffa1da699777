# Quicksort of pseudo-random integers in place: recursion, comparisons and swaps by index.
N = 1_000_000


def make_values(count):
    values = []
    seed = 42
    for _ in range(count):
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
        values.append(seed)
    return values


def quicksort(values, low, high):
    pivot = values[(low + high) // 2]
    i = low
    j = high
    while True:
        while values[i] < pivot:
            i += 1
        while values[j] > pivot:
            j -= 1
        if i >= j:
            break
        values[i], values[j] = values[j], values[i]
        i += 1
        j -= 1
    if low < j:
        quicksort(values, low, j)
    if j + 1 < high:
        quicksort(values, j + 1, high)


def checksum(values):
    total = 0
    for value in values:
        total = (total * 31 + value) % 1_000_000_007
    return total


values = make_values(N)
quicksort(values, 0, N - 1)
print(values[0], values[N - 1], checksum(values))
