//! The split methods by char, string, set, closure, count, whitespace and line.
fn main() {
    println!("{:?}", "a,b,,c".split(',').collect::<Vec<_>>());
    println!("{:?}", "a->b->c".split("->").collect::<Vec<&str>>());
    println!("{:?}", "1-2_3".split(['-', '_']).collect::<Vec<_>>());
    println!("{:?}", "x1y22z".split(|c: char| c.is_ascii_digit()).collect::<Vec<_>>());
    println!("{:?}", "a,b,c,d".splitn(3, ',').collect::<Vec<_>>());
    println!("{:?}", "a,b,c,d".rsplitn(2, ',').collect::<Vec<_>>());
    println!("{:?}", "a,b,".split_terminator(',').collect::<Vec<_>>());
    println!("{:?}", "  two  words\t\n".split_whitespace().collect::<Vec<_>>());
    println!("{:?}", "one\ntwo\r\n\nfour".lines().collect::<Vec<_>>());
    println!("{:?} {:?}", "key=value=x".split_once('='), "none".split_once('='));
    println!("{:?}", "a/b/c".rsplit_once('/'));
    println!("{:?}", "".split(',').collect::<Vec<_>>());
}
