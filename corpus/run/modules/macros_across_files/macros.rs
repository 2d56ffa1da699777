macro_rules! from_file {
    ($n:expr) => {
        $n * 2
    };
}

#[macro_export]
macro_rules! exported {
    () => {
        $crate::user::secret()
    };
}
