//! Inherent methods on dyn types, dyn as a type argument and downcasts through Any.
use std::any::Any;
use std::fmt::Display;

trait Part {
    fn weight(&self) -> u32;
}

impl dyn Part {
    fn is_heavy(&self) -> bool {
        self.weight() > 10
    }
}

struct Screw;
struct Frame(u32);

impl Part for Screw {
    fn weight(&self) -> u32 {
        1
    }
}

impl Part for Frame {
    fn weight(&self) -> u32 {
        self.0
    }
}

fn total<T: Part + ?Sized>(parts: &[Box<T>]) -> u32 {
    parts.iter().map(|part| part.weight()).sum()
}

fn kind(value: &dyn Any) -> String {
    if let Some(n) = value.downcast_ref::<i32>() {
        format!("number {n}")
    } else if let Some(text) = value.downcast_ref::<&str>() {
        format!("text {text}")
    } else {
        "something".to_string()
    }
}

fn main() {
    let parts: Vec<Box<dyn Part>> = vec![Box::new(Screw), Box::new(Frame(20))];
    println!("{} {}", parts[0].is_heavy(), parts[1].is_heavy());
    println!("{} {}", total(&parts), total(&[Box::new(Screw)]));
    println!("{} {} {}", kind(&5), kind(&"five"), kind(&5.0));
    let shown: [&dyn Display; 3] = [&1, &"two", &3.5];
    println!("{}", shown.iter().map(|s| s.to_string()).collect::<Vec<_>>().join(" "));
    let any: Box<dyn Any> = Box::new(String::from("owned"));
    println!("{:?}", any.downcast::<String>().map(|s| s.len()).is_ok());
}
