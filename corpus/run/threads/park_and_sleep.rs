//! Sleepers wake in the order of their times; a parked thread waits for its token.
use std::thread;
use std::time::Duration;

fn main() {
    let sleepers: Vec<_> = [300u64, 100, 200]
        .into_iter()
        .map(|ms| {
            thread::spawn(move || {
                thread::sleep(Duration::from_millis(ms));
                println!("slept {ms}");
            })
        })
        .collect();
    for sleeper in sleepers {
        sleeper.join().unwrap();
    }
    let parked = thread::spawn(|| {
        thread::park();
        println!("unparked");
    });
    thread::sleep(Duration::from_millis(20));
    println!("unparking");
    parked.thread().unpark();
    parked.join().unwrap();
}
