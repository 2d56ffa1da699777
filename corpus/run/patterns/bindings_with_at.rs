//! `name @ pattern` binds the whole of what the pattern matches.
#[derive(Debug, Clone, Copy)]
enum Message {
    Move { x: i32, y: i32 },
    Write(u8),
}

fn main() {
    for n in [3, 15, 42] {
        match n {
            small @ 0..10 => println!("small {small}"),
            teen @ (13 | 15 | 17) => println!("teen {teen}"),
            other => println!("other {other}"),
        }
    }
    for message in [Message::Move { x: 1, y: 20 }, Message::Move { x: 9, y: 9 }, Message::Write(65)] {
        match message {
            whole @ Message::Move { x: near @ 0..=5, .. } => println!("{whole:?} near {near}"),
            Message::Move { x, y: y @ 9 } => println!("{x} {y}"),
            Message::Move { .. } => println!("far"),
            Message::Write(byte @ b'A'..=b'Z') => println!("letter {}", byte as char),
            Message::Write(byte) => println!("byte {byte}"),
        }
    }
    let list @ [first, ..] = [1, 2, 3];
    println!("{list:?} {first}");
    if let tail @ [_, rest @ ..] = &list[1..] {
        println!("{tail:?} {rest:?}");
    }
}
