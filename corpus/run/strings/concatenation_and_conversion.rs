//! `+`, format!, concat, join, to_string, into and from all build strings.
fn shout(text: impl Into<String>) -> String {
    let mut owned: String = text.into();
    owned.push('!');
    owned
}

fn main() {
    let hello = String::from("hello");
    let world = "world".to_owned();
    let joined = hello + " " + &world + "!";
    println!("{joined} {world}");
    println!("{} {}", ["a", "b", "c"].concat(), ["x", "y"].join("::"));
    println!("{} {}", 42.to_string() + "!", 'c'.to_string() + &true.to_string());
    println!("{} {}", shout("slice"), shout(String::from("owned")));
    let from_chars: String = vec!['r', 'u', 's', 't'].into_iter().collect();
    let from_parts: String = ["pa", "rts"].into_iter().collect();
    println!("{from_chars} {from_parts}");
    let boxed: Box<str> = "boxed".into();
    println!("{boxed}");
    println!("{}", boxed.into_string().len());
    println!("{:?}", String::from_utf8(vec![104, 105]));
    println!("{}", String::from_utf8(vec![0xff]).is_err());
    println!("{}", String::from_utf8_lossy(&[72, 105]));
    println!("{}", concat!("a", 1, 2.5, true));
}
