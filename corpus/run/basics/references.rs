//! A value is read through `&` and changed through `&mut`.
//@ stdout: 2 7
//@ stdout: 20
fn add_one(n: &mut i32) {
    *n += 1;
}

fn sum(a: &i32, b: &i32) -> i32 {
    *a + *b
}

fn main() {
    let mut n = 1;
    add_one(&mut n);
    let r = &n;
    println!("{} {}", r, sum(r, &5));
    let m = &mut n;
    *m *= 10;
    println!("{n}");
}
