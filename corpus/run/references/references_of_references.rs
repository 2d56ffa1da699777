//! References nest, compare by value, and method calls dereference as often as needed.
fn add(a: &i32, b: &&i32) -> i32 {
    a + **b
}

fn main() {
    let n = 5;
    let r = &n;
    let rr = &r;
    println!("{} {}", add(r, rr), add(rr, &&**rr));
    println!("{} {} {}", rr.pow(2), **rr == 5, rr == &&5);
    println!("{}", r < &6);
    let mut values = [1, 2];
    {
        let first = &mut values;
        let second = &mut *first;
        let third = &mut *second;
        third[0] = 7;
        second[1] = 8;
    }
    println!("{values:?}");
    let mut x = 1;
    let mut y = 2;
    let mut pointer = &mut x;
    *pointer += 10;
    pointer = &mut y;
    *pointer += 20;
    println!("{x} {y}");
    let text = String::from("abc");
    let slices: [&str; 2] = [&text, &text[1..]];
    println!("{slices:?} {}", std::ptr::eq(r, *rr));
}
