//! write! and writeln! append to a String and to a type of one's own that implements fmt::Write.
use std::fmt::{self, Write};

struct Upper {
    text: String,
    calls: u32,
}

impl Write for Upper {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        if s.contains('!') {
            return Err(fmt::Error);
        }
        self.calls += 1;
        self.text += &s.to_uppercase();
        Ok(())
    }
}

fn main() -> fmt::Result {
    let mut text = String::from("start");
    write!(text, " {}-{:03}", 'a', 7)?;
    writeln!(text, " end")?;
    text.write_char('.')?;
    println!("{text}");
    let mut upper = Upper { text: String::new(), calls: 0 };
    write!(upper, "abc{}def", 12)?;
    println!("{} {}", upper.text, upper.calls > 0);
    println!("{:?} {}", write!(upper, "x{}", "no!"), upper.text);
    println!("{}", format_args!("{} {}", 1, "direct"));
    Ok(())
}
