//! Associated constants have defaults, are overridden, and are read through type parameters.
//@ stdout: 180s 2min
//@ stdout: ("s", 1) ("min", 60)
//@ stdout: 60
trait Unit {
    const NAME: &'static str;
    const FACTOR: u32 = 1;
    const LABEL: (&'static str, u32) = (Self::NAME, Self::FACTOR);
}

struct Second;
struct Minute;

impl Unit for Second {
    const NAME: &'static str = "s";
}

impl Unit for Minute {
    const NAME: &'static str = "min";
    const FACTOR: u32 = Second::FACTOR * 60;
}

fn convert<From: Unit, To: Unit>(amount: u32) -> String {
    format!("{}{}", amount * From::FACTOR / To::FACTOR, To::NAME)
}

fn main() {
    println!("{} {}", convert::<Minute, Second>(3), convert::<Second, Minute>(120));
    println!("{:?} {:?}", Second::LABEL, <Minute as Unit>::LABEL);
    println!("{}", [0; Minute::FACTOR as usize].len());
}
