//! Values of statics that are found through many others, and associated constants that fail and that nobody asks for.
struct Node(u32, Option<&'static Node>);

macro_rules! chain {
    () => { None };
    ($first:literal $($rest:literal)*) => { Some(&Node($first, chain!($($rest)*))) };
}

macro_rules! statics {
    ($($name:ident $next:expr;)*) => { $(static $name: Node = Node(1, $next);)* };
}

static PROMOTED: Option<&Node> = chain!(
    1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
    2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2
    3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3
);

statics! {
    A Some(&B); B Some(&C); C Some(&D); D Some(&E); E Some(&F); F Some(&G); G PROMOTED;
}

fn total(mut at: Option<&Node>) -> (u32, usize) {
    let (mut sum, mut length) = (0, 0);
    while let Some(node) = at {
        sum += node.0;
        length += 1;
        at = node.1;
    }
    (sum, length)
}

struct Limits;

impl Limits {
    const LOW: u32 = 3;
    #[expect(dead_code)]
    const IMPOSSIBLE: u32 = Option::<u32>::None.unwrap();
}

fn main() {
    println!("{:?}", total(PROMOTED));
    println!("{:?}", total(Some(&A)));
    println!("{}", Limits::LOW);
    let nested = &&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&5;
    println!("{nested}");
}
