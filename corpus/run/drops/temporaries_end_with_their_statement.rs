//! A temporary lives to the end of its statement, in reverse order of creation; `let` extends borrowed ones.
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

impl Noisy {
    fn touch(&self) -> usize {
        println!("touch {}", self.0);
        self.0.len()
    }
}

fn main() {
    let n = Noisy("one").touch() + Noisy("three").touch();
    println!("n = {n}");
    Noisy("statement");
    let extended = &Noisy("extended");
    let _ = Noisy("underscore");
    let _kept = Noisy("kept");
    match Noisy("scrutinee").touch() {
        9 => println!("nine"),
        _ => println!("other"),
    }
    println!("end with {}", extended.0);
}
