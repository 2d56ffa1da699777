//! Matching through a reference binds by reference, as explicit `ref` and `ref mut` do; `&` patterns copy out.
struct Pair {
    name: String,
    count: i32,
}

fn main() {
    let mut pair = Pair { name: String::from("one"), count: 1 };
    let Pair { name, count } = &pair;
    println!("{} {}", name.len(), *count + 1);
    {
        let Pair { name, count } = &mut pair;
        name.push_str(" more");
        *count += 1;
    }
    let Pair { ref name, count: ref mut counter } = pair;
    *counter *= 10;
    println!("{name} {counter}");
    let option = Some(String::from("kept"));
    match option {
        Some(ref text) if text.is_empty() => println!("empty"),
        Some(ref text) => println!("{text}"),
        None => println!("none"),
    }
    println!("{option:?}");
    let numbers = [(1, 'a'), (2, 'b')];
    for &(number, letter) in &numbers {
        print!("{number}{letter} ");
    }
    for (number, letter) in numbers.iter() {
        print!("{}{letter} ", number * 10);
    }
    println!();
    let nested = &Some(&(3, 4));
    if let Some((a, b)) = nested {
        println!("{}", *a + *b);
    }
}
