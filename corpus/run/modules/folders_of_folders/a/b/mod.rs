pub mod c;
pub fn here() -> &'static str {
    concat!(module_path!(), " ", file!())
}
