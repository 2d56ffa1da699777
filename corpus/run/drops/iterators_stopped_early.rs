//! An iterator by value drops what it did not give.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn main() {
    for d in vec![D("a"), D("b"), D("c")] {
        println!("have {}", d.0);
        if d.0 == "b" {
            break;
        }
    }
    println!("--");
    let mut drain_from = vec![D("1"), D("2"), D("3")];
    {
        let mut drain = drain_from.drain(..2);
        let first = drain.next();
        println!("first {}", first.as_ref().map_or("", |d| d.0));
    }
    println!("left {}", drain_from.len());
    let found = [D("x"), D("y"), D("z")].into_iter().find(|d| d.0 == "y");
    println!("found {}", found.is_some());
}
