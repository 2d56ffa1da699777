//! A `let` shadows earlier bindings of the name, with another type if it likes, until its block ends.
fn main() {
    let x = 5;
    let x = x * 2;
    {
        let x = "inner";
        println!("{x}");
    }
    println!("{x}");
    let x = format!("text {x}");
    println!("{x}");
    let x = x.len();
    println!("{x}");
    let y = x;
    let x = x + y;
    for x in 0..2 {
        print!("{x} ");
    }
    println!("{x}");
}
