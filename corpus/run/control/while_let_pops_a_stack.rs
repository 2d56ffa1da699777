//! `while let` repeats as long as its pattern matches.
fn main() {
    let mut stack = vec![1, 2, 3];
    let mut pushed = false;
    while let Some(top) = stack.pop() {
        println!("{top} left {}", stack.len());
        if top == 2 && !pushed {
            stack.push(9);
            pushed = true;
        }
    }
    let mut next = Some(5);
    while let Some(n) = next {
        print!("{n} ");
        next = if n > 0 { Some(n - 1) } else { None };
    }
    println!();
}
