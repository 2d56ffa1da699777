//! A String grows and shrinks at its end and in the middle, by char and by slice.
fn main() {
    let mut text = String::new();
    println!("{:?} {}", text, text.is_empty());
    text.push('b');
    text.push_str("cé");
    text.insert(0, 'a');
    text.insert_str(1, "--");
    println!("{text} {}", text.len());
    println!("{:?} {:?}", text.pop(), text.remove(1));
    println!("{text}");
    text.truncate(2);
    println!("{text}");
    text += "tail";
    text.replace_range(..1, "HEAD");
    println!("{text}");
    text.retain(|c| c != 'a');
    println!("{text}");
    text.clear();
    println!("{:?}", text.pop());
}
