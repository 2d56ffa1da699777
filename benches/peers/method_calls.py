# A method that changes a field through its receiver, called in a loop.
N = 20_000_000


class Counter:
    __slots__ = ("total",)

    def __init__(self):
        self.total = 0

    def add(self, n):
        self.total += n


def run():
    counter = Counter()
    for i in range(N):
        counter.add(i & 7)
    return counter.total


print(run())
