//! A library and a program of the same name.

pub fn run() -> String {
    format!("{}", file!())
}
#[macro_export]
macro_rules! answer {
    () => {
        $crate::run()
    };
}
#[cfg(test)]
mod tests {
    #[test]
    fn a() {
        assert_eq!(crate::run(), "src/lib.rs");
    }
}
