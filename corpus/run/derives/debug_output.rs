//! Derived Debug prints structs, tuples, enums and nesting, in one line and pretty.
#[derive(Debug)]
struct Unit;

#[allow(dead_code)]
#[derive(Debug)]
struct Tuple(i32, &'static str);

#[allow(dead_code)]
#[derive(Debug)]
enum Tree<T> {
    Leaf,
    Node { value: T, children: Vec<Tree<T>> },
    Pair(Box<Tree<T>>, Option<char>),
}

#[allow(dead_code)]
#[derive(Debug)]
struct Record {
    unit: Unit,
    tuple: Tuple,
    r#type: (u8, [bool; 2]),
}

fn main() {
    let record = Record { unit: Unit, tuple: Tuple(-1, "a\"b\n"), r#type: (7, [true, false]) };
    println!("{record:?}");
    println!("{record:#?}");
    let tree =
        Tree::Node { value: 1.5, children: vec![Tree::Leaf, Tree::Pair(Box::new(Tree::Leaf), Some('\''))] };
    println!("{tree:?}");
    println!("{tree:#?}");
    println!("{:#?} {:#?} {:#?}", (), Vec::<i32>::new(), Some(Unit));
}
