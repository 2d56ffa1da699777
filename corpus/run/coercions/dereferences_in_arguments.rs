//! `&String`, `&Vec` and `&Box` coerce to `&str`, `&[T]` and `&T`; `&mut` to `&`.
fn length(text: &str) -> usize {
    text.len()
}

fn sum(values: &[i32]) -> i32 {
    values.iter().sum()
}

fn read(n: &i32) -> i32 {
    *n
}

fn main() {
    let text = String::from("four");
    let boxed_text = Box::new(String::from("seven.."));
    println!("{} {} {}", length(&text), length(&boxed_text), length(&&&"x"));
    let mut values = vec![1, 2];
    let array = [3, 4];
    println!("{} {} {}", sum(&values), sum(&array), sum(&mut values));
    let mut n = Box::new(9);
    println!("{} {}", read(&n), read(&mut n));
    let slices: [&[i32]; 2] = [&values, &array];
    println!("{}", slices[0].len() + slices[1].len());
    let reference: &dyn Fn(i32) -> i32 = &|n| n + 1;
    println!("{}", reference(1));
}
