//! A value matched by move is dropped at the end of its arm; one matched by reference at the end of its scope.
struct Noisy(u32);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn by_move(value: Option<Noisy>) {
    match value {
        Some(noisy) if noisy.0 > 5 => println!("large {}", noisy.0),
        Some(noisy) => {
            println!("small {}", noisy.0);
        }
        None => println!("none"),
    }
    println!("after the match");
}

fn by_reference(value: Option<Noisy>) {
    match &value {
        Some(noisy) => println!("see {}", noisy.0),
        None => println!("none"),
    }
    if let Some(_) = value {
        println!("still there");
    }
    println!("after the match");
}

fn main() {
    by_move(Some(Noisy(9)));
    by_move(Some(Noisy(1)));
    by_reference(Some(Noisy(2)));
    let Some(Noisy(n)) = &Some(Noisy(3)) else { return };
    println!("bound {n}");
}
