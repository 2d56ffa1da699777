//! Sets combine, a deque grows at both ends, a binary heap gives its largest first.
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashSet, VecDeque};

fn main() {
    let a: BTreeSet<i32> = [1, 2, 3, 4].into();
    let b: BTreeSet<i32> = [3, 4, 5].into_iter().collect();
    println!("{:?} {:?}", a.intersection(&b).collect::<Vec<_>>(), &a - &b);
    println!("{:?} {:?}", &a | &b, a.symmetric_difference(&b).sum::<i32>());
    let mut seen = HashSet::new();
    println!("{:?}", [1, 2, 1, 3, 2].map(|n| seen.insert(n)));
    let mut deque = VecDeque::from([1, 2]);
    deque.push_front(0);
    deque.push_back(3);
    println!("{:?} {:?} {deque:?} {}", deque.pop_front(), deque.pop_back(), deque[1]);
    deque.rotate_left(1);
    println!("{deque:?} {:?} {:?}", deque.front(), deque.iter().rev().next());
    let mut heap = BinaryHeap::from([3, 1, 4, 1, 5]);
    heap.push(9);
    println!("{:?} {:?} {}", heap.pop(), heap.peek(), heap.len());
    println!("{:?}", heap.into_sorted_vec());
    let mut smallest: BinaryHeap<_> = [5, 2, 8].map(Reverse).into();
    println!("{:?}", smallest.pop().map(|Reverse(n)| n));
}
