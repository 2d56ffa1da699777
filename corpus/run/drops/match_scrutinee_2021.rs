//! Temporaries of a match scrutinee live to the end of the match, in every edition.
//@ edition: 2021
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

impl D {
    fn id(&self) -> u32 {
        self.0.len() as u32
    }
}

fn pass(d: &D) -> &D {
    d
}

fn main() {
    match D("scrutinee").id() {
        9 => println!("nine"),
        n => println!("other {n}"),
    }
    match pass(&D("borrowed")).0 {
        "borrowed" => println!("in arm"),
        _ => {}
    }
    let _x = match (D("left"), D("right")) {
        (a, _) => {
            println!("arm with {}", a.0);
            a
        }
    };
    println!("after");
    let D(name) = &D("destructured");
    println!("{name}");
    let _ = D("wildcard");
    println!("end");
}
