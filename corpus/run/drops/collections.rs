//! Vectors, arrays, boxes, options and maps drop their elements in order.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

fn main() {
    let _array = [D("array 0"), D("array 1")];
    let mut list = vec![D("v0"), D("v1"), D("v2"), D("v3")];
    list.truncate(3);
    println!("truncated");
    list.swap_remove(0);
    println!("removed");
    list.retain(|d| d.0 != "v1");
    println!("retained {}", list.len());
    let mut queue = VecDeque::from([D("q0"), D("q1")]);
    queue.pop_front();
    println!("popped");
    let mut map = BTreeMap::new();
    map.insert(2, D("two"));
    map.insert(1, D("one"));
    map.insert(2, D("zwei"));
    println!("replaced");
    let shared = Rc::new(D("shared"));
    let other = Rc::clone(&shared);
    drop(shared);
    println!("still {}", Rc::strong_count(&other));
    let mut slot = Some(D("slot"));
    slot.replace(D("new slot"));
    println!("end");
}
