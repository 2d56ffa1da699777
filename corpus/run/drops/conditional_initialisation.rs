//! A variable that is initialised on some ways only is dropped on those.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn choose(n: u32) {
    let a;
    let b;
    if n % 2 == 0 {
        a = D("a");
        println!("{}", a.0);
    } else {
        b = D("b");
        println!("{}", b.0);
    }
    println!("end of choose {n}");
}

fn leave(n: u32) -> Option<u32> {
    let early = D("early");
    if n == 0 {
        return None;
    }
    let late = D("late");
    let rest = n.checked_sub(2)?;
    drop(early);
    println!("{}", late.0);
    Some(rest)
}

fn main() {
    choose(0);
    choose(1);
    for n in 0..3 {
        println!("{:?}", leave(n));
    }
}
