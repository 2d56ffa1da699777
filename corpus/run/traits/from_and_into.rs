//! From gives Into; TryFrom and FromStr give try_into and parse.
use std::str::FromStr;

#[derive(Debug, PartialEq)]
struct Rgb(u8, u8, u8);

impl From<(u8, u8, u8)> for Rgb {
    fn from((r, g, b): (u8, u8, u8)) -> Self {
        Rgb(r, g, b)
    }
}

impl From<Rgb> for u32 {
    fn from(color: Rgb) -> u32 {
        (color.0 as u32) << 16 | (color.1 as u32) << 8 | color.2 as u32
    }
}

impl TryFrom<i64> for Rgb {
    type Error = String;

    fn try_from(n: i64) -> Result<Self, Self::Error> {
        if (0..1 << 24).contains(&n) {
            Ok(Rgb((n >> 16) as u8, (n >> 8) as u8, n as u8))
        } else {
            Err(format!("{n} is no color"))
        }
    }
}

impl FromStr for Rgb {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.strip_prefix('#').ok_or("no #")?;
        let n = i64::from_str_radix(digits, 16).map_err(|e| e.to_string())?;
        Rgb::try_from(n)
    }
}

fn main() {
    let color: Rgb = (1, 2, 3).into();
    println!("{color:?}");
    println!("{}", u32::from(color));
    let parsed: Result<Rgb, _> = "#ff8000".parse();
    println!("{parsed:?}");
    println!("{:?} {:?}", "ff".parse::<Rgb>(), Rgb::from_str("#xyz"));
    let tried: Result<Rgb, String> = (1i64 << 24).try_into();
    println!("{tried:?}");
}
