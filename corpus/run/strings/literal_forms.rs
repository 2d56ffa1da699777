//! String literals: escapes, continuation lines, raw strings, byte strings and C-free unicode.
fn main() {
    println!("tab\tquote\"back\\slash \x41 \u{1F980}");
    println!(
        "one \
         line"
    );
    println!(
        "two
lines"
    );
    println!(r"C:\new\table");
    println!(r#"say "hi" and "bye""#);
    println!(r##"a "# inside"##);
    println!("{:?} {:?}", b"bytes\n\xff", br"raw\n");
    println!("{:?}", "debug \n \t \' \" \\ \0 \u{7f} é");
    println!("{{}} {{{}}}", 5);
}
