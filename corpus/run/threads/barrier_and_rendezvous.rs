//! A barrier lets nobody through before all are there; a channel without room hands over directly.
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Barrier};
use std::thread;

fn main() {
    let barrier = Arc::new(Barrier::new(4));
    let threads: Vec<_> = (0..3)
        .map(|_| {
            let barrier = barrier.clone();
            thread::spawn(move || barrier.wait().is_leader())
        })
        .collect();
    let mut leaders = usize::from(barrier.wait().is_leader());
    for thread in threads {
        leaders += usize::from(thread.join().unwrap());
    }
    println!("{leaders}");
    let (sender, receiver) = sync_channel::<u8>(0);
    let giver = thread::spawn(move || {
        for n in 0..3 {
            sender.send(n).unwrap();
        }
    });
    while let Ok(n) = receiver.recv() {
        println!("{n}");
    }
    giver.join().unwrap();
}
