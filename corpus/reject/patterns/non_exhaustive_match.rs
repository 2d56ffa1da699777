//! A match forgets a variant.
enum Light {
    Red,
    Green,
    Yellow,
}

fn text(light: Light) -> &'static str {
    match light {
        //~^ E0004
        Light::Red => "stop",
        Light::Green => "go",
    }
}

fn main() {
    println!("{} {}", text(Light::Red), text(Light::Green));
    println!("{}", text(Light::Yellow));
}
