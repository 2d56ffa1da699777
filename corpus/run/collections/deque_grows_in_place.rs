//! Where the parts of a `VecDeque` lie after it grew, was joined and became a vector and back.
//@ stdout: 10977881093117967012 253 256
use std::collections::VecDeque;

fn main() {
    let mut deque = VecDeque::new();
    let mut seed = 12345u64;
    let mut digest = 0u64;
    for i in 0..1000u64 {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        match (seed >> 33) % 9 {
            0 | 1 => deque.push_back(i),
            2 | 3 => deque.push_front(i),
            4 => drop(deque.pop_front()),
            5 => drop(deque.pop_back()),
            6 => deque.reserve((seed >> 40) as usize % 5),
            7 if (seed >> 50) % 7 == 0 => drop(deque.make_contiguous()),
            8 if (seed >> 50) % 31 == 0 => deque = VecDeque::from(Vec::from(deque)),
            _ => {}
        }
        let (front, back) = deque.as_slices();
        for part in [front.len(), back.len(), deque.capacity()] {
            digest = digest.wrapping_mul(31).wrapping_add(part as u64);
        }
        digest = front.iter().chain(back).fold(digest, |digest, &item| digest.wrapping_mul(3).wrapping_add(item));
    }
    println!("{digest} {} {}", deque.len(), deque.capacity());
}
