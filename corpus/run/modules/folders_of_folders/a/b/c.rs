pub mod inline {
    pub mod d;
}
pub fn here() -> &'static str {
    concat!(module_path!(), " ", file!())
}
pub fn up() {
    println!("{} {}", super::here(), super::super::here());
}
