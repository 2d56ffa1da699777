//! The default hasher is SipHash-1-3 with keys of zero: what it gives is the same in every run.
use std::hash::{DefaultHasher, Hash, Hasher};

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn main() {
    // Around the eight bytes that are taken at once.
    let text = "the quick brown fox jumps over the lazy dog";
    for end in [0, 1, 6, 7, 8, 9, 15, 16, 17, text.len()] {
        println!("{end} {:016x}", hash(&text[..end]));
    }
    println!("{:016x} {:016x} {:016x}", hash(1u8), hash(-1i64), hash(u128::MAX));
    println!("{:016x} {:016x}", hash((1u16, 'x', true)), hash(vec![1u32, 2, 3]));

    let mut parts = DefaultHasher::new();
    parts.write(b"the ");
    parts.write_u8(b'q');
    parts.write(b"uick brown fox");
    let mut whole = DefaultHasher::new();
    whole.write(b"the quick brown fox");
    assert_eq!(parts.finish(), whole.finish());
}
