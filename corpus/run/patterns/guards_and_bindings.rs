//! A guard sees the arm's bindings and is tried for every alternative; a failed guard moves nothing.
fn classify(pair: (i32, i32)) -> String {
    match pair {
        (x, y) if x == y => format!("equal {x}"),
        (x, y) if x > y && x - y < 3 => format!("close {}", x - y),
        (small, _) | (_, small) if small < 0 => format!("negative {small}"),
        _ => "other".to_string(),
    }
}

fn main() {
    println!("{}", classify((4, 4)));
    println!("{}", classify((5, 3)));
    println!("{}", classify((1, -7)));
    println!("{}", classify((-2, 9)));
    println!("{}", classify((3, 9)));
    let text = Some(String::from("moved once"));
    match text {
        Some(s) if s.len() > 100 => println!("long {s}"),
        Some(s) => println!("short {s}"),
        None => println!("none"),
    }
}
