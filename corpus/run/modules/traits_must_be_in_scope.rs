//! A trait imported in a module or a block, also as `_`, brings its methods there.
//@ stdout: HEY! (hey)
//@ stdout: PATH!
mod sounds {
    pub trait Loud {
        fn loud(&self) -> String;
    }

    pub trait Quiet {
        fn quiet(&self) -> String;
    }

    impl Loud for &str {
        fn loud(&self) -> String {
            self.to_uppercase() + "!"
        }
    }

    impl Quiet for &str {
        fn quiet(&self) -> String {
            format!("({self})")
        }
    }
}

fn shout(text: &str) -> String {
    use sounds::Loud as _;
    text.loud()
}

mod whisperer {
    use super::sounds::Quiet;

    pub fn whisper(text: &str) -> String {
        text.quiet()
    }
}

fn main() {
    println!("{} {}", shout("hey"), whisperer::whisper("hey"));
    println!("{}", sounds::Loud::loud(&"path"));
}
