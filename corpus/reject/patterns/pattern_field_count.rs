//! A tuple variant pattern with too many fields.
enum Message {
    Move(i32, i32),
}

fn main() {
    let message = Message::Move(1, 2);
    match message {
        Message::Move(x, y, z) => println!("{x} {y} {z}"), //~ E0023
    }
}
