//! Threads run closures that own or borrow their data; join gives their result or their panic.
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

fn main() {
    let numbers = vec![1, 2, 3];
    let handle = thread::spawn(move || numbers.iter().sum::<i32>());
    println!("{}", handle.join().unwrap());

    let total = Arc::new(Mutex::new(0));
    let handles: Vec<_> = (1..=4)
        .map(|n| {
            let total = Arc::clone(&total);
            thread::spawn(move || *total.lock().unwrap() += n)
        })
        .collect();
    for handle in handles {
        handle.join().unwrap();
    }
    println!("{}", *total.lock().unwrap());

    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for n in 0..3 {
            sender.send(n * n).unwrap();
        }
    });
    println!("{:?}", receiver.iter().collect::<Vec<i32>>());

    let mut parts = [1, 2, 3, 4];
    let (left, right) = parts.split_at_mut(2);
    thread::scope(|scope| {
        scope.spawn(|| left[0] = 10);
        scope.spawn(|| right[1] = 40);
    });
    println!("{parts:?}");
}
