//! Inherent methods win; equal names of traits are told apart by qualified paths.
trait Pilot {
    fn fly(&self) -> &'static str;
    fn kind() -> &'static str;
}

trait Wizard {
    fn fly(&self) -> &'static str;
    fn kind() -> &'static str;
}

struct Human;

impl Pilot for Human {
    fn fly(&self) -> &'static str {
        "captain speaking"
    }
    fn kind() -> &'static str {
        "pilot"
    }
}

impl Wizard for Human {
    fn fly(&self) -> &'static str {
        "up!"
    }
    fn kind() -> &'static str {
        "wizard"
    }
}

impl Human {
    fn fly(&self) -> &'static str {
        "waving arms"
    }
}

fn main() {
    let human = Human;
    println!("{}", human.fly());
    println!("{} {}", Pilot::fly(&human), Wizard::fly(&human));
    println!("{} {}", <Human as Pilot>::kind(), <Human as Wizard>::kind());
    println!("{}", Human::fly(&human));
}
