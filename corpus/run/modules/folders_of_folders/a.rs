pub mod b;
pub fn here() -> &'static str {
    concat!(module_path!(), " ", file!())
}
