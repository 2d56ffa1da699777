//! Functions return several values as a tuple, destructured by `let`, by assignment and in parameters.
fn divide(a: i32, b: i32) -> (i32, i32) {
    (a / b, a % b)
}

fn swap((a, b): (i32, i32)) -> (i32, i32) {
    (b, a)
}

fn main() {
    let (quotient, remainder) = divide(17, 5);
    println!("{quotient} {remainder}");
    println!("{:?}", swap(divide(9, 2)));
    let (mut a, mut b) = (0, 1);
    for _ in 0..10 {
        (a, b) = (b, a + b);
    }
    println!("{a} {b}");
    let nested = ((1, 2), [3, 4]);
    let ((first, _), [_, last]) = nested;
    println!("{first} {last}");
    let (head, .., tail) = (1, 2, 3, 4);
    println!("{head} {tail}");
    let unit = ();
    println!("{unit:?}");
}
