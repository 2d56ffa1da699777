//! Since edition 2021 a closure captures only the fields it uses.
struct Player {
    name: String,
    score: u32,
    items: Vec<&'static str>,
}

fn main() {
    let mut player = Player { name: String::from("Ann"), score: 1, items: vec!["key"] };
    let mut win = || player.score += 10;
    println!("{}", player.name);
    win();
    let consume = || player.items;
    println!("{:?}", consume());
    println!("{} {}", player.name, player.score);
    let pair = (String::from("left"), String::from("right"));
    let take_left = move || pair.0;
    println!("{} {}", pair.1, take_left());
}
