//! A variable is no struct.
fn main() {
    let foo = 1;
    let _ = foo { x: 1, y: 2 }; //~ E0574
}
