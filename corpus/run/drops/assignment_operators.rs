//! The old value of an assignment is dropped after the new one is evaluated, also through references and indices.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn make(name: &'static str) -> D {
    println!("make {name}");
    D(name)
}

fn main() {
    let mut a = D("a");
    let r = &mut a;
    *r = make("through a reference");
    let mut list = [D("0"), D("1")];
    list[1] = make("by index");
    let mut boxed = Box::new(D("boxed"));
    *boxed = make("in the box");
    let (mut x, mut y) = (D("x"), D("y"));
    (x, y) = (make("new x"), make("new y"));
    println!("{} {}", x.0, y.0);
    [x, _] = [make("array x"), make("array rest")];
    println!("{}", x.0);
    _ = make("underscore");
    println!("end");
}
