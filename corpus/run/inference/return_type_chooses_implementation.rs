//! parse, into, default, collect and sum are chosen by the expected type alone.
#[derive(Debug, Default)]
struct Settings {
    depth: u8,
    ratio: f32,
}

fn parse_pair(text: &str) -> (u8, f64) {
    let (a, b) = text.split_once(' ').unwrap();
    (a.parse().unwrap(), b.parse().unwrap())
}

fn takes_string(text: String) -> usize {
    text.len()
}

fn main() {
    println!("{:?}", parse_pair("7 2.5"));
    println!("{}", takes_string("abc".into()));
    let settings = Settings { depth: "3".parse().unwrap(), ..Default::default() };
    println!("{settings:?} {} {}", settings.depth, settings.ratio);
    let text: String = ['a', 'b'].iter().collect();
    let list: Vec<_> = ['a', 'b'].iter().collect();
    println!("{text} {list:?}");
    let total: f64 = [1.5, 2.5].iter().sum();
    let wide = i64::from(1u8) + 2i32 as i64;
    println!("{total} {wide}");
    println!("{}", "12".parse::<u8>().unwrap() + "1".parse::<u8>().unwrap());
}
