# Words are made, joined to a text, split again and counted in a hash map.
N = 1_000_000
VOCABULARY = 5_000
LETTERS = "etaoinshrdlu"

seed = 42


def next_random():
    global seed
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed // 65_536


def spell(n):
    word = []
    while True:
        word.append(LETTERS[n % 12])
        n //= 12
        if n == 0:
            return "".join(word)


def make_text(count):
    vocabulary = [spell(n) for n in range(VOCABULARY)]
    words = []
    for _ in range(count):
        a = next_random() % VOCABULARY
        b = next_random() % VOCABULARY
        words.append(vocabulary[a if a < b else b])
    return " ".join(words)


def run():
    text = make_text(N)
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    best_word, best_count = "", 0
    for word, count in counts.items():
        if count > best_count or count == best_count and word < best_word:
            best_word, best_count = word, count
    print(f"{N} words, {len(counts)} different, {best_word} {best_count} times")


run()
