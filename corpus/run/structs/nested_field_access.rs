//! Fields of nested structs, tuples and arrays are read, borrowed and assigned through paths.
//@ stdout: [4, 20, 103] ('l', 1)
//@ stdout: [4, 5, 6] ('R', 7)
//@ stdout: R n
struct Inner {
    values: [i32; 3],
    label: (char, u8),
}

struct Outer {
    left: Inner,
    right: Inner,
}

fn bump(slot: &mut i32) {
    *slot += 100;
}

fn main() {
    let mut outer = Outer {
        left: Inner { values: [1, 2, 3], label: ('l', 1) },
        right: Inner { values: [4, 5, 6], label: ('r', 2) },
    };
    outer.left.values[1] = 20;
    outer.right.label.1 += 5;
    bump(&mut outer.left.values[2]);
    let left = &mut outer.left;
    let right = &mut outer.right;
    left.values[0] = right.values[0];
    right.label.0 = 'R';
    println!("{:?} {:?}", outer.left.values, outer.left.label);
    println!("{:?} {:?}", outer.right.values, outer.right.label);
    let field = outer.right;
    outer.right = Inner { values: [0; 3], label: ('n', 0) };
    println!("{} {}", field.label.0, outer.right.label.0);
}
