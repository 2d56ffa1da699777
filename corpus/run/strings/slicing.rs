//! Ranges of byte offsets slice a string; get refuses what indexing would panic on.
fn main() {
    let text = String::from("hello wörld");
    println!("{} {} {}", &text[..5], &text[6..], &text[3..=6]);
    let whole: &str = &text[..];
    println!("{}", whole == text);
    println!("{:?} {:?} {:?}", text.get(0..1), text.get(8..9), text.get(0..100));
    println!("{:?}", text.split_at(6));
    println!("{}", &&text[1..][1..][..2]);
}
