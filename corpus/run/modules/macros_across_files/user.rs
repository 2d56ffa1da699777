pub fn all() -> String {
    format!("{} {} {}", before!("all"), from_file!(4), exported!())
}

pub(crate) fn secret() -> &'static str {
    "a secret of the crate"
}
