//! A Display impl honours or ignores the flags, through write!, pad and the formatter's accessors.
use std::fmt;

struct Plain(i32);
struct Padded(&'static str);
struct Matrix([[f64; 2]; 2]);

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "<{}>", self.0)
    }
}

impl fmt::Display for Padded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl fmt::Display for Matrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let precision = f.precision().unwrap_or(1);
        for (index, row) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(if f.alternate() { "\n" } else { "; " })?;
            }
            write!(f, "{:.precision$} {:.precision$}", row[0], row[1])?;
        }
        Ok(())
    }
}

impl fmt::LowerHex for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::LowerHex::fmt(&self.0, f)
    }
}

fn main() {
    println!("[{}] [{:6}] [{:#x}]", Plain(5), Plain(5), Plain(255));
    println!("[{}] [{:>6}] [{:.2}] [{:-^7}]", Padded("abc"), Padded("abc"), Padded("abc"), Padded("abc"));
    let matrix = Matrix([[1.0, 2.5], [3.25, 4.0]]);
    println!("{matrix}");
    println!("{matrix:.2}");
    println!("{matrix:#}");
    println!("{}", Plain(1).to_string() + &Padded("x").to_string());
}
