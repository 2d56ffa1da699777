//! Tuple structs are built by a function-like constructor; unit structs are their own value.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Color(u8, u8, u8);

#[derive(Debug, PartialEq)]
struct Marker;

struct Wrapper<T>(T);

fn mix(a: Color, b: Color) -> Color {
    let half = |x: u8, y: u8| ((x as u16 + y as u16) / 2) as u8;
    Color(half(a.0, b.0), half(a.1, b.1), half(a.2, b.2))
}

fn main() {
    let red = Color(255, 0, 0);
    let blue = Color(0, 0, 255);
    println!("{:?}", mix(red, blue));
    let Color(r, _, b) = red;
    println!("{r} {b} {}", red == Color(255, 0, 0));
    println!("{:?} {}", Marker, Marker == Marker {});
    let wrapped = Wrapper("text");
    println!("{}", wrapped.0.len());
    let built: Vec<Wrapper<i32>> = [1, 2].map(Wrapper).into();
    println!("{}", built[0].0 + built[1].0);
}
