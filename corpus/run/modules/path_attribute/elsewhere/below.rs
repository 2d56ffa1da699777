pub fn here() -> String {
    format!("{} in {}", module_path!(), file!())
}
