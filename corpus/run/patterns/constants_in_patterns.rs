//! Constants, associated constants and enum variants are compared, other names bind.
const ORIGIN: (i32, i32) = (0, 0);
const LIMIT: u8 = 200;

struct Status;

impl Status {
    const OK: u32 = 200;
    const MISSING: u32 = 404;
}

fn place(point: (i32, i32)) -> &'static str {
    match point {
        ORIGIN => "origin",
        (0, _) => "vertical axis",
        (_, 0) => "horizontal axis",
        _ => "plane",
    }
}

fn status(code: u32) -> String {
    match code {
        Status::OK => "ok".into(),
        Status::MISSING => "missing".into(),
        other => format!("code {other}"),
    }
}

fn main() {
    println!("{} {} {} {}", place((0, 0)), place((0, 3)), place((3, 0)), place((1, 1)));
    println!("{} {} {}", status(200), status(404), status(500));
    for n in [199u8, 200, 255] {
        match n {
            LIMIT..=u8::MAX => print!("high "),
            _ => print!("low "),
        }
    }
    println!();
}
