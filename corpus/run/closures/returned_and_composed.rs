//! Functions return closures as `impl Fn` and boxed, and compose them generically.
fn adder(n: i32) -> impl Fn(i32) -> i32 {
    move |x| x + n
}

fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C {
    move |x| g(f(x))
}

fn pick(up: bool) -> Box<dyn Fn(i32) -> i32> {
    if up { Box::new(|x| x + 1) } else { Box::new(adder(-1)) }
}

fn repeat(n: usize, f: impl Fn(i32) -> i32) -> impl Fn(i32) -> i32 {
    move |mut x| {
        for _ in 0..n {
            x = f(x);
        }
        x
    }
}

fn main() {
    let both = compose(adder(5), |x| format!("<{x}>"));
    println!("{} {}", both(1), both(2));
    println!("{} {}", pick(true)(10), pick(false)(10));
    println!("{}", repeat(10, |x| x * 2)(1));
    println!("{}", compose(compose(|x: f64| x * 2.0, |x| x as i32), adder(1))(3.7));
}
