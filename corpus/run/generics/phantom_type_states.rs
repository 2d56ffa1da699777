//! A type parameter that holds no data keeps states apart at compile time.
use std::marker::PhantomData;

struct Open;
struct Closed;

struct Door<State> {
    name: &'static str,
    uses: u32,
    state: PhantomData<State>,
}

impl Door<Closed> {
    fn new(name: &'static str) -> Self {
        Door { name, uses: 0, state: PhantomData }
    }

    fn open(self) -> Door<Open> {
        Door { name: self.name, uses: self.uses + 1, state: PhantomData }
    }
}

impl Door<Open> {
    fn close(self) -> Door<Closed> {
        Door { name: self.name, uses: self.uses + 1, state: PhantomData }
    }
}

trait Describe {
    const WORD: &'static str;
}

impl Describe for Open {
    const WORD: &'static str = "open";
}

impl Describe for Closed {
    const WORD: &'static str = "closed";
}

impl<State: Describe> Door<State> {
    fn describe(&self) -> String {
        format!("{} is {} after {}", self.name, State::WORD, self.uses)
    }
}

fn main() {
    let door = Door::new("front");
    println!("{}", door.describe());
    let door = door.open();
    println!("{}", door.describe());
    println!("{}", door.close().describe());
    println!("{}", size_of::<PhantomData<String>>());
}
