//! An impl leaves out a required associated type.
struct Countdown(u32);

impl Iterator for Countdown {
    //~^ E0046
    fn next(&mut self) -> Option<u32> {
        self.0 = self.0.checked_sub(1)?;
        Some(self.0)
    }
}

fn main() {
    println!("{:?}", Countdown(2).next());
}
