//! Captured values are dropped with their closure, boxed trait objects with their box.
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

trait Speak {
    fn speak(&self);
}

impl Speak for Noisy {
    fn speak(&self) {
        println!("I am {}", self.0);
    }
}

fn main() {
    let captured = Noisy("captured");
    let closure = move || captured.speak();
    closure();
    drop(closure);
    let consumed = Noisy("consumed");
    let once = || drop(consumed);
    println!("before once");
    once();
    let mut speakers: Vec<Box<dyn Speak>> = vec![Box::new(Noisy("x")), Box::new(Noisy("y"))];
    speakers[0].speak();
    speakers.remove(0);
    println!("removed");
    speakers.push(Box::new(Noisy("z")));
    println!("end");
}
