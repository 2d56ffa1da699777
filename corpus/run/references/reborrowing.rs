//! A mutable reference is reborrowed for a call and usable again afterwards.
fn bump(n: &mut i32) {
    *n += 1;
}

fn bump_twice(n: &mut i32) {
    bump(n);
    bump(&mut *n);
    let inner = &mut *n;
    *inner *= 10;
    bump(n);
}

fn longest<'a>(a: &'a mut String, b: &'a mut String) -> &'a mut String {
    if a.len() >= b.len() { a } else { b }
}

fn main() {
    let mut n = 0;
    bump_twice(&mut n);
    println!("{n}");
    let reference = &mut n;
    bump(reference);
    *reference += 5;
    let shared = &*reference;
    println!("{shared} {}", *shared + 1);
    bump(reference);
    println!("{n}");
    let mut a = String::from("long one");
    let mut b = String::from("short");
    longest(&mut a, &mut b).push('!');
    longest(&mut a, &mut b).push('?');
    println!("{a} {b}");
}
