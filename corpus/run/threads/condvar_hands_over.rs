//! A condition variable hands a turn back and forth.
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

fn main() {
    let pair = Arc::new((Mutex::new(0), Condvar::new()));
    let theirs = pair.clone();
    let odd = thread::spawn(move || {
        let (turn, changed) = &*theirs;
        for round in 0..3 {
            let mut turn = changed.wait_while(turn.lock().unwrap(), |turn| *turn != 2 * round + 1).unwrap();
            println!("odd {}", *turn);
            *turn += 1;
            changed.notify_all();
        }
    });
    let (turn, changed) = &*pair;
    for round in 0..3 {
        let mut turn = changed.wait_while(turn.lock().unwrap(), |turn| *turn != 2 * round).unwrap();
        println!("even {}", *turn);
        *turn += 1;
        changed.notify_all();
    }
    odd.join().unwrap();
}
