//! Finding, counting, testing and replacing by char, string and closure.
fn main() {
    let text = "the cat sat on the mat";
    println!("{:?} {:?} {:?}", text.find("at"), text.rfind("at"), text.find('z'));
    println!("{} {}", text.contains("sat"), text.contains(|c: char| c.is_uppercase()));
    println!("{} {}", text.starts_with("the"), text.ends_with('t'));
    println!("{}", text.replace("the", "a"));
    println!("{}", text.replacen('a', "o", 2));
    println!("{}", text.matches("at").count());
    println!("{:?}", text.match_indices("the").map(|(at, _)| at).collect::<Vec<_>>());
    println!("{:?} {:?}", text.strip_prefix("the "), text.strip_suffix("dog"));
    println!("{} {}", text.to_uppercase(), "ÀB".to_lowercase());
    println!("{} {}", "ab".repeat(3), "-".repeat(0).is_empty());
    println!("{}", "Hello".eq_ignore_ascii_case("hELLO"));
}
