//! Two threads that wait for each other in turn.
use std::sync::mpsc::channel;
use std::thread;

fn main() {
    let (to, from_main) = channel::<i32>();
    let (back, answers) = channel::<i32>();
    let doubler = thread::spawn(move || {
        for number in from_main {
            back.send(number * 2).unwrap();
        }
    });
    for number in 0..4 {
        to.send(number).unwrap();
        println!("{}", answers.recv().unwrap());
    }
    drop(to);
    doubler.join().unwrap();
}
